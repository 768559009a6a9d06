"""The sentence encoder as one replaceable part: what it must offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns distinct cleaned texts into vectors; the name changes whenever the vectors would.

    Where it fails, or answers something else, the engine goes on without it.
    """

    @property
    def name(self) -> str:
        """Name and version of model and text preparation, used as a key beside stored vectors."""

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One row of float32 per text, shape (len(texts), d)."""


class EncoderError(RuntimeError):
    """The encoder did not answer as agreed: it died, took too long, or sent something else than vectors."""


_FAILURES = (
    ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What an encoder may raise beside its own error; what comes from elsewhere, as from a store, goes on up."""


def vectors_of(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """The encoder's vectors of distinct texts; EncoderError where it fails or answers something else."""
    try:
        return check_vectors(encoder.encode(texts), len(texts), encoder.name)
    except EncoderError:
        raise
    except _FAILURES as error:
        raise EncoderError(f"encoder {encoder.name}: {type(error).__name__}: {error}") from error


def check_vectors(vectors: object, count: int, name: str) -> Vectors:
    """Return `vectors` as float32 (count, d) if they are finite and of that shape, else raise
    EncoderError."""
    given = np.asarray(vectors)
    if given.ndim != 2 or given.shape[0] != count or not given.shape[1] or given.dtype.kind == "c":
        raise EncoderError(f"encoder {name}: {count} texts brought {given.dtype} of shape {given.shape}")
    with np.errstate(over="ignore"):
        array = np.asarray(given, dtype=np.float32)
    if not np.isfinite(array).all():
        raise EncoderError(f"encoder {name}: {count} texts brought figures that are not finite")
    return array
