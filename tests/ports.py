"""A port for a server that a test starts as a process of its own."""

import os
import socket
from contextlib import suppress

FIRST, COUNT = 20_000, 10_000  # below those that the system itself gives away in the meantime


def free_port() -> int:
    """A port on which nothing listens; two processes of tests begin to look at different places."""
    for step in range(COUNT):
        port = FIRST + (os.getpid() * 97 + step) % COUNT
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")
