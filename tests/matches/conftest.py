"""A reader of texts for tests, quick and the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from flask import Flask
from numpy.typing import NDArray

from pin_app.db import db
from pin_app.jobs import run_pending


class PlainReader:
    """Reads a text as the counts of its words, in places that hashes decide; remembers what it read."""

    name = "plain-reader"

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read += texts
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 64] += 1
        return rows


@pytest.fixture(autouse=True)
def reader(app: Flask) -> Iterator[PlainReader]:
    """The application reads texts with this, and forgets afterwards what it held of the network."""
    _forget(app)  # tests of other rooms may have made a network, too
    found = app.extensions["pin.reader"] = PlainReader()
    yield found
    _forget(app)


def _forget(app: Flask) -> None:
    for name in ("pin.reader", "pin.network", "pin.matches.asked", "pin.matches.shown"):
        app.extensions.pop(name, None)


@pytest.fixture
def work(app: Flask) -> object:
    """Do all waiting jobs; each has a session of its own, so the test's must not hold the lock."""

    def do_all() -> int:
        db.session.commit()
        return run_pending(app)

    return do_all
