"""A mail server of some lines, which keeps what it takes and can be told to fail."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


class Sink:
    """Listens on loopback; `answers` replaces the answer to a verb, "drop" closes the line instead."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.extensions: list[str] = []
        self.taken: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.verbs: list[str] = []
        self.lines = 0
        self.between: Callable[[], Any] | None = None  # asked before each answer; what it says is `seen`
        self.seen: list[Any] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Sink:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        sink = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                sink.lines += 1
                self.say("220 sink")
                while line := self.rfile.readline().decode("utf-8").strip():
                    verb = line.split()[0].upper()
                    sink.verbs.append(verb)
                    if not self.answer(verb, line):
                        return

            def answer(self, verb: str, line: str) -> bool:
                if sink.between:
                    sink.seen.append(sink.between())
                told = sink.answers.get(verb)
                if verb == "DATA" and told is None:
                    self.say("354 go on")
                    return self.take()
                if told == "drop":
                    return False
                if verb == "RCPT" and not told:
                    sink.receivers.append(line.partition("<")[2].rstrip(">"))
                if verb == "EHLO" and not told:
                    told = "\r\n".join(["250-sink", *[f"250-{name}" for name in sink.extensions], "250 HELP"])
                self.say(told or ("221 bye" if verb == "QUIT" else "250 ok"))
                return verb != "QUIT"

            def take(self) -> bool:
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b"..") else line)
                told = sink.answers.get("END", "250 taken")
                if told in ("250 taken", "drop"):
                    sink.taken.append(message_from_bytes(b"".join(lines), policy=default))
                if told == "drop":
                    return False
                self.say(told)
                return True

            def say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

        return Talk
