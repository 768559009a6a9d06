"""The sentence encoder as one replaceable part: what it must offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns distinct cleaned texts into vectors; the name changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Name and version of model and text preparation, used as a key beside stored vectors."""

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One row of float32 per text, shape (len(texts), d)."""


class EncoderError(RuntimeError):
    """The encoder did not answer as agreed: it died, took too long, or sent something else than vectors."""


def check_vectors(vectors: object, count: int, name: str) -> Vectors:
    """Return `vectors` as float32 (count, d) if they are finite and of that shape, else raise
    EncoderError."""
    array = np.asarray(vectors, dtype=np.float32)
    if array.ndim != 2 or array.shape[0] != count or not np.isfinite(array).all():
        raise EncoderError(f"encoder {name}: {count} texts brought an array of shape {array.shape}")
    return array
