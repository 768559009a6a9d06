"""The packaged encoder in a child process, so that its crash, hunger or hanging costs nothing but the
child."""

from __future__ import annotations

import contextlib
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

import numpy as np

from matching.encoder import EncoderError, Vectors, check_vectors
from matching.normalise import clean

BATCH = 32
SECONDS_TO_START = 60.0
SECONDS_PER_TEXT = 5.0
MEMORY_LIMIT_MB = 1024
_HEADER = struct.Struct("<II")


def _environment() -> dict[str, str]:
    package_home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    path = os.pathsep.join(p for p in (package_home, os.environ.get("PYTHONPATH", "")) if p)
    return {
        **os.environ,
        "PYTHONPATH": path,
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "passive",
        "OPENBLAS_NUM_THREADS": "1",
    }


class ChildEncoder:
    """Encoder that talks to `python -m matching.encoder_child`; a dead child is started once again per
    batch."""

    def __init__(
        self, name: str, command: Sequence[str] | None = None, seconds_per_text: float = SECONDS_PER_TEXT
    ) -> None:
        self.name = name
        self.command = list(command or (sys.executable, "-m", "matching.encoder_child", str(MEMORY_LIMIT_MB)))
        self.seconds_per_text = seconds_per_text
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """Vectors of the texts, shape (len(texts), d); raises EncoderError after a second failure."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        with self._lock:
            batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
            return np.vstack([self._encode_with_second_try(batch) for batch in batches])

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _encode_with_second_try(self, batch: Sequence[str]) -> Vectors:
        try:
            return self._ask(batch)
        except (EncoderError, OSError):
            self.close()
        try:
            return self._ask(batch)
        except (EncoderError, OSError) as error:
            self.close()
            raise EncoderError(f"encoder {self.name} failed twice on {len(batch)} texts: {error}") from error

    def _ask(self, batch: Sequence[str]) -> Vectors:
        child = self._child or self._start()
        stdin = child.stdin
        if stdin is None:
            raise EncoderError("the encoder's child has no input")
        payload = "\n".join(clean(text) for text in batch).encode("utf-8")
        stdin.write(_HEADER.pack(len(batch), len(payload)) + payload)
        stdin.flush()
        deadline = time.monotonic() + self.seconds_per_text * len(batch) + SECONDS_TO_START
        count, width = _HEADER.unpack(self._read(child, _HEADER.size, deadline))
        raw = self._read(child, count * width * 4, deadline)
        return check_vectors(
            np.frombuffer(raw, dtype="<f4").reshape(count, width).copy(), len(batch), self.name
        )

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        return self._child

    def _read(self, child: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        if child.stdout is None:
            raise EncoderError("the encoder's child has no output")
        parts = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(child.stdout, selectors.EVENT_READ)
            while len(parts) < size:
                if not ready.select(max(0.0, deadline - time.monotonic())):
                    raise EncoderError("the encoder's child took too long")
                piece = os.read(child.stdout.fileno(), min(1 << 16, size - len(parts)))
                if not piece:
                    raise EncoderError("the encoder's child ended")
                parts += piece
        return bytes(parts)

    def __del__(self) -> None:
        self.close()
