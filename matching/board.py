"""The searchable state for one purpose: the parties' need and offer vectors, row by row, and their traits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.centring import Matrix
from matching.investing import Terms
from matching.parties import Party
from matching.statements import ReadyStatement
from matching.traits import Traits

NOTHING_STATED = -20.0
"""Likeness given to a side that states nothing, far below any real one, so that it can be told apart."""

Rows = NDArray[np.int64]


@dataclass(slots=True)
class Side:
    """All needs or all offers: vectors (rows, width), first row of each party, and which parties have any."""

    vectors: Matrix
    starts: Rows
    stated: NDArray[np.bool_]

    def of(self, party: int) -> Matrix:
        """The vectors of one party, at least one row."""
        end = self.starts[party + 1] if party + 1 < len(self.starts) else len(self.vectors)
        return self.vectors[self.starts[party] : end]

    def take(self, parties: Rows) -> Side:
        """The side of some parties, in that order."""
        ends = np.append(self.starts[1:], len(self.vectors))
        counts = ends[parties] - self.starts[parties]
        starts = np.cumsum(counts) - counts
        rows = np.repeat(self.starts[parties] - starts, counts) + np.arange(int(counts.sum()))
        return Side(self.vectors[rows], starts, self.stated[parties])

    def joined(self, other: Side) -> Side:
        """This side followed by `other`."""
        return Side(
            np.vstack([self.vectors, other.vectors]),
            np.concatenate([self.starts, other.starts + len(self.vectors)]),
            np.concatenate([self.stated, other.stated]),
        )


@dataclass(slots=True)
class Board:
    """Parties with their two sides; needs and offers meet in one matrix product."""

    parties: list[Party]
    statements: list[list[ReadyStatement]]
    needs: Side
    offers: Side
    traits: Traits
    terms: Terms

    def __len__(self) -> int:
        return len(self.parties)

    def take(self, rows: Rows) -> Board:
        """The board of some parties, in that order."""
        return Board(
            [self.parties[i] for i in rows],
            [self.statements[i] for i in rows],
            self.needs.take(rows),
            self.offers.take(rows),
            self.traits.take(rows),
            self.terms.take(rows),
        )

    def joined(self, other: Board) -> Board:
        """This board followed by `other`."""
        return Board(
            self.parties + other.parties,
            self.statements + other.statements,
            self.needs.joined(other.needs),
            self.offers.joined(other.offers),
            self.traits.joined(other.traits),
            self.terms.joined(other.terms),
        )


def make_board(
    parties: Sequence[Party], statements: Sequence[list[ReadyStatement]], vectors: Matrix
) -> Board:
    """Lay out a board; `vectors` holds a row for each statement of each party, in their order."""
    flat = [(row, s.direction) for row, own in enumerate(statements) for s in own]
    owner = np.array([row for row, _ in flat], dtype=np.int64)
    needs = np.array([direction == "need" for _, direction in flat], dtype=np.bool_)
    return Board(
        list(parties),
        list(statements),
        _side(vectors, owner, needs, len(parties), opening=True),
        _side(vectors, owner, ~needs, len(parties), opening=False),
        Traits.of(parties),
        Terms.of(parties),
    )


def _side(vectors: Matrix, owner: Rows, chosen: NDArray[np.bool_], parties: int, opening: bool) -> Side:
    """Rows of one direction with two marker columns by which a party without any row stays far from all."""
    rows = np.flatnonzero(chosen)
    counts = np.bincount(owner[rows], minlength=parties).astype(np.int64)
    slots = np.maximum(counts, 1)
    starts = np.cumsum(slots) - slots
    out = np.zeros((int(slots.sum()), vectors.shape[1] + 2), dtype=np.float32)
    mark, one = (-1, -2) if opening else (-2, -1)
    out[:, one] = 1.0
    out[starts[counts == 0], mark] = NOTHING_STATED
    before = np.cumsum(counts) - counts
    targets = np.repeat(starts - before, counts) + np.arange(len(rows))
    out[targets, :-2] = vectors[rows]
    return Side(out, starts, counts > 0)
