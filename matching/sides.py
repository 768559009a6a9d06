"""All needs or all offers of a board: rows of figures whose products are the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.centring import Matrix
from matching.statements import TRADE, ReadyStatement

NOTHING_STATED = -20.0
"""Likeness given to a side that states nothing, far below any real one, so that it can be told apart."""

GRID = 2048.0
"""Figures are kept in steps of 1/2048. Products of rows up to a length of two then fit into the 24 bits of a
float32 whatever the order of adding: one pair has one likeness, in whatever block and on whatever machine."""

MARKERS = 2
_MARKED = 2.0  # what a row has in the marker column of the other direction
_PORTION = 1024
_FULL = 0.125  # from this share of figures that are not zero a column is cheaper as a full one

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]
Steps = NDArray[np.int16]
"""Figures as whole steps of the grid: exact, and half as long as float32."""


def on_grid(vectors: Matrix) -> Matrix:
    """The figures at the nearest step of the grid."""
    return np.asarray(np.rint(vectors * np.float32(GRID)) / np.float32(GRID), dtype=np.float32)


def figures(steps: Steps) -> Matrix:
    """Steps of the grid as figures."""
    return np.multiply(steps, np.float32(1.0 / GRID), dtype=np.float32)


def products(steps: Steps, rows: Matrix) -> Matrix:
    """Products of many kept rows with a few figures, (many, few), by portions that stay in the cache."""
    out = np.empty((len(steps), len(rows)), dtype=np.float32)
    room = np.empty((_PORTION, steps.shape[1]), dtype=np.float32)
    for start in range(0, len(steps), _PORTION):
        some = steps[start : start + _PORTION]
        np.copyto(room[: len(some)], some)
        for column, row in enumerate(rows):
            out[start : start + _PORTION, column] = room[: len(some)] @ row
    out *= np.float32(1.0 / GRID)
    return out


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the vectors are kept in full and which, being zero for most texts, are listed."""

    full: Rows
    listed: Rows

    @classmethod
    def of(cls, vectors: Matrix, always: int) -> Columns:
        """Decide by some vectors; the first `always` columns are full ones."""
        full = np.count_nonzero(vectors, axis=0) > _FULL * max(len(vectors), 1)
        full[:always] = True
        return cls(np.flatnonzero(full), np.flatnonzero(~full))


@dataclass(slots=True)
class Side:
    """Rows of all parties, one party after the other: full columns, listed columns, the first row of each
    party, which parties have any, which say something themselves, and the cell of each row in the
    approximate index, if there is one."""

    full: Steps
    listed: sparse.csr_array
    starts: Rows
    stated: Flags
    spoken: Flags
    cells: NDArray[np.uint16] | None = None

    @property
    def ends(self) -> Rows:
        """Where the rows of each party end."""
        return np.append(self.starts[1:], len(self.full))

    @property
    def counts(self) -> Rows:
        """How many rows each party has, one at least."""
        return self.ends - self.starts

    def of(self, party: int) -> Matrix:
        """The vectors of one party, at least one row, full columns first."""
        last = party + 1 == len(self.starts)
        first, end = int(self.starts[party]), len(self.full) if last else int(self.starts[party + 1])
        width, pointers = self.full.shape[1], self.listed.indptr
        rows = np.zeros((end - first, width + self.listed.shape[1]), dtype=np.float32)
        rows[:, :width] = figures(self.full[first:end])
        for row in range(first, end):
            part = slice(pointers[row], pointers[row + 1])
            rows[row - first, width + self.listed.indices[part]] = self.listed.data[part]
        return rows

    def rows(self, first: int, end: int, columns: Columns) -> Matrix:
        """The vectors of the parties from `first` to `end`, their columns in the order in which they came."""
        some = slice(int(self.starts[first]), int(self.ends[end - 1]))
        out = np.empty((some.stop - some.start, len(columns.full) + len(columns.listed)), dtype=np.float32)
        out[:, columns.full] = figures(self.full[some, :-MARKERS])
        out[:, columns.listed] = self.listed[some].toarray()
        return out

    def take(self, parties: Rows) -> Side:
        """The side of some parties, in that order."""
        counts = self.counts[parties]
        starts = np.cumsum(counts) - counts
        rows = np.repeat(self.starts[parties] - starts, counts) + np.arange(int(counts.sum()))
        cells = None if self.cells is None else self.cells[rows]
        full, listed = self.full[rows], self.listed[rows]
        return Side(full, listed, starts, self.stated[parties], self.spoken[parties], cells)

    def mixed(self, other: Side, parties: Rows) -> Side:
        """The side of some parties, in that order, those of `other` numbered after all of this one; mostly
        long runs, each of which is copied in one step."""
        own, counts = len(self.full), np.concatenate([self.counts, other.counts])
        begins = np.concatenate([self.starts, other.starts + own])[parties]
        counts = counts[parties]
        starts = np.cumsum(counts) - counts
        rows = np.repeat(begins - starts, counts) + np.arange(int(counts.sum()))
        listed = sparse.csr_array(sparse.vstack([self.listed, other.listed], format="csr"))
        full = [self.full[a:b] if a < own else other.full[a - own : b - own] for a, b in _runs(rows, own)]
        in_cells = self.cells is not None and other.cells is not None
        return Side(
            np.concatenate([self.full[:0], *full]),
            listed[rows],
            starts,
            np.concatenate([self.stated, other.stated])[parties],
            np.concatenate([self.spoken, other.spoken])[parties],
            np.concatenate([self.cells, other.cells])[rows] if in_cells else None,
        )


def _runs(rows: Rows, border: int) -> list[tuple[int, int]]:
    """From where to where rows follow each other, none of the runs across the border."""
    if not len(rows):
        return []
    edges = np.flatnonzero((np.diff(rows) != 1) | (rows[1:] == border))
    firsts, lasts = rows[np.append(0, edges + 1)], rows[np.append(edges, len(rows) - 1)]
    return list(zip(firsts.tolist(), (lasts + 1).tolist(), strict=True))


class SideMaker:
    """Puts a side together from portions, so that all vectors are never there twice.

    Two marker columns are added by which a party without any row stays far from all.
    """

    def __init__(self, said: Sequence[Sequence[ReadyStatement]], direction: str, columns: Columns) -> None:
        self.direction, self.columns = direction, columns
        places = [[s.place for s in own if s.direction == direction] for own in said]
        self.counts = np.array([len(own) for own in places], dtype=np.int64)
        self.spoken = np.array([any(place != TRADE for place in own) for own in places], dtype=np.bool_)
        slots = np.maximum(self.counts, 1)
        self.starts = np.cumsum(slots) - slots
        self.full = np.zeros((int(slots.sum()), len(columns.full) + MARKERS), dtype=np.int16)
        self.parts = [sparse.csr_array((0, len(columns.listed)), dtype=np.float32)]
        mark, one = (-1, -2) if direction == "need" else (-2, -1)
        self.full[:, one] = GRID * _MARKED
        self.full[self.starts[self.counts == 0], mark] = GRID * NOTHING_STATED / _MARKED

    def put(self, first: int, said: Sequence[Sequence[ReadyStatement]], vectors: Matrix) -> None:
        """Take the rows of the parties from number `first` on; portions come in order."""
        chosen = np.array([s.direction == self.direction for own in said for s in own], dtype=np.bool_)
        counts = self.counts[first : first + len(said)]
        slots = np.maximum(counts, 1)
        places = np.repeat(np.cumsum(slots) - slots - (np.cumsum(counts) - counts), counts)
        places += np.arange(len(places))
        full = vectors[np.ix_(chosen, self.columns.full)]
        self.full[places + self.starts[first], :-MARKERS] = np.rint(full * np.float32(GRID))
        listed = sparse.coo_array(vectors[np.ix_(chosen, self.columns.listed)])
        shape = int(slots.sum()), len(self.columns.listed)
        where = places[listed.coords[0]], listed.coords[1]
        self.parts.append(sparse.csr_array(sparse.coo_array((listed.data, where), shape)))

    def side(self) -> Side:
        """What was put together."""
        listed = sparse.csr_array(sparse.vstack(self.parts, format="csr"))
        return Side(self.full, listed, self.starts, self.counts > 0, self.spoken)
