"""The approximate index: statements of like meaning share a cell, and only the nearest cells are looked at.

The cells are found by the k-means of scikit-learn on a sample; a new statement joins the nearest one. Which
parties are compared is approximate, what they are given is the exact score: nothing is stored but the number
of the cell of each row, so parties come and go at no cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans

from matching import taboos
from matching.centring import Matrix
from matching.gates import GATE_WIDTH
from matching.sides import MARKERS, Rows, Side, figures

CELLS_MOST = 2048
ROWS_A_CELL = 500
"""So many statements share a cell, and more where there would be more than `CELLS_MOST` cells."""
_SAMPLE_A_CELL, _SAMPLE = 40, 8192  # rows that the cells are learned from, for each and at least
_FOLDED = 96  # listed columns are added up in so many, with signs, when cells are looked for
_GATES = GATE_WIDTH + taboos.WIDTH  # intents are no meaning
_AT_ONCE = 4096

CellNumbers = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Cells:
    """The middles of the cells, (cells, d)."""

    middles: Matrix

    @classmethod
    def of(cls, sides: tuple[Side, Side]) -> Self:
        """Learn cells from an even draw of all rows; the same rows give the same cells."""
        total = sum(len(side.full) for side in sides)
        count = max(1, min(CELLS_MOST, total // ROWS_A_CELL))
        step = max(1, total // max(_SAMPLE, _SAMPLE_A_CELL * count))
        drawn = np.vstack([_meanings(side, np.arange(0, len(side.full), step)) for side in sides])
        learned = MiniBatchKMeans(
            min(count, len(drawn)), random_state=0, batch_size=_AT_ONCE, max_iter=20, n_init=1
        ).fit(drawn)
        return cls(np.asarray(learned.cluster_centers_, dtype=np.float32))

    def numbers(self, side: Side) -> CellNumbers:
        """The cell of each row of a side: the nearest one."""
        out = np.zeros(len(side.full), dtype=np.uint16)
        half = 0.5 * np.square(self.middles).sum(axis=1)
        for start in range(0, len(out), _AT_ONCE):
            rows = np.arange(start, min(start + _AT_ONCE, len(out)))
            out[rows] = np.argmax(_meanings(side, rows) @ self.middles.T - half, axis=1)
        return out

    def nearest(self, side: Side, few: int) -> NDArray[np.int64]:
        """The few cells most like each row of a side, (rows, few)."""
        likeness = _meanings(side, np.arange(len(side.full))) @ self.middles.T
        few = min(few, likeness.shape[1])
        return np.argpartition(-likeness, few - 1, axis=1)[:, :few]


def _meanings(side: Side, rows: Rows) -> Matrix:
    """What some rows of a side mean, without intents, in few columns whose products are nearly the same."""
    full = figures(side.full[rows][:, _GATES:-MARKERS])
    return np.hstack([full, (side.listed[rows] @ _folding(side.listed.shape[1])).toarray()])


def _folding(width: int) -> sparse.csr_array:
    """Where each listed column goes and with which sign, (width, _FOLDED): drawn once and for all."""
    dice = np.random.default_rng(1)
    places, signs = dice.integers(0, _FOLDED, width), 1.0 - 2.0 * dice.integers(0, 2, width)
    return sparse.csr_array((signs, places, np.arange(width + 1)), (width, _FOLDED), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of one side by cell: those of cell c stand from `bounds[c]` to `bounds[c + 1]`, with the party
    of each row of the side; and by what they name, a column for each listed one."""

    rows: NDArray[np.int64]
    bounds: NDArray[np.int64]
    owners: NDArray[np.int64]
    naming: sparse.csc_array

    @classmethod
    def of(cls, side: Side, numbers: CellNumbers, cells: int) -> Self:
        """Put the rows of a side on their shelf."""
        return cls(
            np.argsort(numbers, kind="stable"),
            np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=cells))]),
            np.repeat(np.arange(len(side.starts)), side.counts),
            side.listed.tocsc(),
        )

    def inside(self, cells: NDArray[np.int64]) -> Rows:
        """The rows in some cells."""
        parts = [self.rows[self.bounds[cell] : self.bounds[cell + 1]] for cell in cells.tolist()]
        return np.concatenate([np.empty(0, dtype=np.int64), *parts])

    def naming_same(self, row: Matrix, most: int) -> Rows:
        """The rows that name most of what a row of listed columns does, so many at most."""
        named = np.flatnonzero(row)
        if not len(named):
            return np.empty(0, dtype=np.int64)
        shared = self.naming[:, named] @ row[named]
        rows = np.flatnonzero(shared > 0)
        if len(rows) > most:
            rows = rows[np.argsort(-shared[rows], kind="stable")[:most]]
        return rows


@dataclass(frozen=True, slots=True)
class Shelves:
    """Needs and offers by cell."""

    needs: Shelf
    offers: Shelf

    @classmethod
    def of(cls, cells: Cells, needs: Side, offers: Side) -> Self:
        """Put both sides on their shelves."""
        count = len(cells.middles)
        both = (Shelf.of(side, _known(side.cells), count) for side in (needs, offers))
        return cls(*both)


def _known(numbers: CellNumbers | None) -> CellNumbers:
    if numbers is None:
        raise ValueError("the rows are in no cells")
    return numbers
