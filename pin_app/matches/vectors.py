"""Vectors of texts, kept so that a text is read once for the whole database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select

from pin_app.db import db
from pin_app.matches.models import TextVector

Vectors = NDArray[np.float32]
AT_ONCE = 500
CHUNK = 32  # texts that are read in one job, about two seconds


class KeptVectors:
    """An encoder for the engine that only looks into the store.

    Where vectors are missing it refuses with the engine's own error, and the engine goes on by words alone:
    whoever wants more has the texts read beforehand.
    """

    def __init__(self, name: str, refuse: Callable[[str], Exception]) -> None:
        self.name = name
        self.refuse = refuse
        self.used: set[str] = set()

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One row for each text."""
        kept = _kept(self.name, texts)
        self.used |= set(kept)
        if unread := sum(digest(text) not in kept for text in texts):
            raise self.refuse(f"{unread} texts are not read yet")
        return np.stack([kept[digest(text)] for text in texts]).astype(np.float32)


def missing(name: str, texts: Sequence[str]) -> list[str]:
    """Return the texts that this encoder has not read yet, in the order given."""
    known = _known_digests(name, [digest(text) for text in texts])
    return [text for text in texts if digest(text) not in known]


def keep(name: str, texts: Sequence[str], rows: Iterable[Any]) -> None:
    """Keep the vectors of some texts."""
    values = {
        digest(text): np.asarray(row, dtype="<f4").tobytes() for text, row in zip(texts, rows, strict=True)
    }
    if not values:
        return
    mine = (TextVector.encoder == name, TextVector.text_digest.in_(values))
    db.session.execute(delete(TextVector).where(*mine))
    kept = [{"encoder": name, "text_digest": key, "vector": value} for key, value in values.items()]
    db.session.execute(insert(TextVector), kept)


def forget_unused(name: str, used: Collection[str]) -> int:
    """Delete the vectors of texts that nobody says any more, given the digests in use; returns how many."""
    known = db.session.scalars(select(TextVector.text_digest).where(TextVector.encoder == name)).all()
    unused = [key for key in known if key not in used]
    for some in _portions(unused):
        mine = (TextVector.encoder == name, TextVector.text_digest.in_(some))
        db.session.execute(delete(TextVector).where(*mine))
    return len(unused)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _kept(name: str, texts: Sequence[str]) -> dict[str, Vectors]:
    found: dict[str, Vectors] = {}
    for some in _portions([digest(text) for text in texts]):
        wanted = select(TextVector.text_digest, TextVector.vector)
        rows = db.session.execute(wanted.where(TextVector.encoder == name, TextVector.text_digest.in_(some)))
        found |= {key: np.frombuffer(value, dtype="<f4") for key, value in rows}
    return found


def _known_digests(name: str, digests: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in _portions(digests):
        wanted = select(TextVector.text_digest).where(TextVector.encoder == name)
        found |= set(db.session.scalars(wanted.where(TextVector.text_digest.in_(some))))
    return found


def _portions(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
