"""Clients that fall silent do not hold a thread for ever, and what ends nowhere is answered once."""

from __future__ import annotations

import socket

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import ThreadWorker

from pin_app.web_worker import PatientWorker, bound_waiting


def test_reading_from_a_silent_client_comes_to_an_end() -> None:
    here, there = socket.socketpair()
    with here, there:
        bound_waiting(here, 1)
        with pytest.raises(BlockingIOError):
            here.recv(1)
        there.send(b"a")
        assert here.recv(1) == b"a"


@pytest.mark.parametrize(
    ("framing", "ends"), [("Transfer-Encoding: chunked", True), ("Content-Length: 0", False)]
)
def test_after_a_body_in_chunks_the_connection_ends(
    framing: str, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[bool] = []
    monkeypatch.setattr(
        ThreadWorker, "handle_request", lambda _self, req, _conn: served.append(req.should_close())
    )
    sent = f"POST /sign-in HTTP/1.1\r\nHost: here\r\n{framing}\r\n\r\nzz\r\n".encode()
    request = next(RequestParser(Config(), iter([sent]), ("127.0.0.1", 1)))
    PatientWorker.handle_request(object.__new__(PatientWorker), request, None)
    assert served == [ends]
