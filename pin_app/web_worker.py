"""Gunicorn's worker with threads, which also gives up on clients that fall silent inside a request."""

from __future__ import annotations

import socket
import struct
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

SILENCE_SECONDS = 15  # a telephone on a weak line pauses, too; who has lost it for good never closes


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # Gunicorn has no types
    """Without an end to waiting, as many dead connections as there are threads would stop the server."""

    def enqueue_req(self, conn: Any) -> None:
        """Bound every wait for the client, then let a thread serve it."""
        bound_waiting(conn.sock)
        super().enqueue_req(conn)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Serve one request; after a body in chunks, which may end nowhere, read no other."""
        if any(name == "TRANSFER-ENCODING" for name, _ in req.headers):
            req.force_close()
        return bool(super().handle_request(req, conn))


def bound_waiting(connection: socket.socket, seconds: int = SILENCE_SECONDS) -> None:
    """Let reading from a blocking socket fail after so many seconds without a byte, and writing alike."""
    if hasattr(socket, "SO_RCVTIMEO"):
        bound = struct.pack("@ll", seconds, 0)  # struct timeval
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, bound)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, bound)
