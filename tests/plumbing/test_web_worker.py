"""Clients that fall silent do not hold a thread for ever."""

from __future__ import annotations

import socket

import pytest

from pin_app.web_worker import bound_waiting


def test_reading_from_a_silent_client_comes_to_an_end() -> None:
    here, there = socket.socketpair()
    with here, there:
        bound_waiting(here, 1)
        with pytest.raises(BlockingIOError):
            here.recv(1)
        there.send(b"a")
        assert here.recv(1) == b"a"
