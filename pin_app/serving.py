"""`pin run`: the production server and the job worker, started together and ended together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from pin_app import metrics
from pin_app.settings import Settings

GRACE_SECONDS = 15.0
PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>
THREADS = 48  # most of them wait: for slow clients, or for SQLite's one writer


class CannotServeError(RuntimeError):
    """A reason why the server cannot start, in one plain sentence."""


def serve(settings: Settings, host: str, port: int, ready: str) -> int:
    """Serve until a signal or until a part ends by itself; returns the exit status."""
    refuse_busy_port(host, port)
    metrics.forget(settings)
    parts = {"web": _start(_web(settings, host, port)), "worker": _start(_worker())}
    stop = _Stop()
    try:
        _wait_until_answering(host, port, parts["web"])
        print(ready, flush=True)  # noqa: T201 -- this is the command's answer
        while not stop.asked and all(part.poll() is None for part in parts.values()):
            time.sleep(0.2)
    finally:
        broken = [name for name, part in parts.items() if part.poll() not in (None, 0)]
        _end(list(parts.values()))
    if stop.asked:
        return 0
    raise CannotServeError(
        f"The {' and the '.join(broken) or 'server'} ended by itself; the log above says why."
    )


def refuse_busy_port(host: str, port: int) -> None:
    """Raise CannotServeError when something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServeError(
                f"Port {port} is not free ({error.strerror}). Choose another one: make run PORT={port + 1}"
            ) from error


class _Stop:
    """Remembers that somebody asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def _web(settings: Settings, host: str, port: int) -> list[str]:
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    return [
        sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--worker-class",
        "pin_app.web_worker.PatientWorker",
        "--workers", workers, "--threads", str(THREADS), "--timeout", "60", "--graceful-timeout", "10",
        "--keep-alive", "5", "--log-level", "warning", "--no-control-socket", "--forwarded-allow-ips", "",
        "pin_app:create_app()",
    ]  # fmt: skip


def _worker() -> list[str]:
    return [sys.executable, "-m", "pin_app.cli", "worker"]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a part in a group of its own, so that Ctrl-C reaches it once, through us."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """On Linux, let the kernel end a part whose parent was killed; elsewhere a part may outlive it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_answering(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if web.poll() is not None:
            return
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
            return
        time.sleep(0.1)


def _end(parts: list[subprocess.Popen[bytes]]) -> None:
    """Ask every part to finish what it has in hand: SIGINT is Huey's word for that, SIGTERM Gunicorn's."""
    for part, word in zip(parts, (signal.SIGTERM, signal.SIGINT), strict=True):
        if part.poll() is None:
            part.send_signal(word)
    deadline = time.monotonic() + GRACE_SECONDS
    for part in parts:
        try:
            part.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()
