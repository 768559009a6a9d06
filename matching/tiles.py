"""Some hundred parties laid out so that their likeness with as many others takes few, large steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import sparse

from matching.board import Board
from matching.centring import Matrix
from matching.nature import Nature
from matching.sides import Flags, Rows, Side, figures

_CROWDED = 0.2  # from this share of listed products that are not zero it is cheaper to add them all


@dataclass(slots=True)
class Layers:
    """One direction of a tile: the first row of every party, then the second rows of those that have one, and
    so on; `runs` say which parties (from, to) have further rows, and where these begin."""

    full: Matrix
    listed: sparse.csr_array
    postings: sparse.csr_array
    runs: list[tuple[int, int, int]]

    @classmethod
    def of(cls, side: Side, parties: Rows) -> Layers:
        """Lay out the rows of these parties."""
        counts, starts = side.counts[parties], side.starts[parties]
        rows, runs, total = [starts], [], len(parties)
        for layer in range(1, int(counts.max(initial=1))):
            having = np.flatnonzero(counts > layer)
            rows.append(starts[having] + layer)
            for run in np.split(having, np.flatnonzero(np.diff(having) > 1) + 1):
                runs.append((int(run[0]), int(run[-1]) + 1, total))
                total += len(run)
        order = np.concatenate(rows)
        listed = side.listed[order]
        return cls(figures(side.full[order]), listed, sparse.csr_array(listed.T.tocsr()), runs)


@dataclass(slots=True)
class Kinds:
    """Parties by where they are from and what they speak: the number of each, and one of each kind."""

    numbers: Rows
    nature: Nature

    @classmethod
    def of(cls, nature: Nature) -> Kinds:
        """The kinds of these parties."""
        rows, numbers = nature.traits.places()
        return cls(numbers, nature.take(rows))


@dataclass(slots=True)
class Tile:
    """Parties of one group, those with most offers first: `parties` are their rows on the board."""

    parties: Rows
    needs: Layers
    offers: Layers
    nature: Nature
    kinds: Kinds
    states_needs: Flags
    states_offers: Flags

    @classmethod
    def of(cls, board: Board, first: int, end: int) -> Tile:
        """The tile of the rows from `first` to `end` of a board."""
        rows = np.arange(first, end)
        needs, offers = board.needs.counts[first:end], board.offers.counts[first:end]
        parties = rows[np.lexsort((rows, -needs, -offers))]
        nature = board.nature.take(parties)
        return cls(
            parties,
            Layers.of(board.needs, parties),
            Layers.of(board.offers, parties),
            nature,
            Kinds.of(nature),
            board.needs.stated[parties],
            board.offers.stated[parties],
        )

    def __len__(self) -> int:
        return len(self.parties)

    def unheard_with(self, other: Tile) -> Iterator[tuple[Flags, Flags]]:
        """Some parties and some of the other tile, of whom neither states what the other's statements
        answer; each such pair once."""
        for need, offer in product((False, True), repeat=2):
            mine = (self.states_needs == need) & (self.states_offers == offer)
            theirs = ~((need & other.states_offers) | (offer & other.states_needs))
            if mine.any() and theirs.any():
                yield mine, theirs

    def shares_owners_with(self, other: Tile) -> bool:
        """Whether there can be two parties of one owner."""
        owners = self.nature.traits.owner
        return bool(np.isin(owners[owners > 0], other.nature.traits.owner).any())


class Bench:
    """Room for the likenesses of two tiles, used again for the next two."""

    def __init__(self) -> None:
        self._room = np.empty(0, dtype=np.float32)

    def room(self, rows: int, columns: int) -> Matrix:
        """Room of this shape, with anything in it."""
        if self._room.size < rows * columns:
            self._room = np.empty(rows * columns, dtype=np.float32)
        return self._room[: rows * columns].reshape(rows, columns)

    def likeness(self, mine: Layers, theirs: Layers, parties: tuple[int, int]) -> Matrix:
        """Best likeness of any row of a party with any row of another, shape `parties`; overwritten next
        time."""
        out = self.room(len(mine.full), len(theirs.full))
        np.matmul(mine.full, theirs.full.T, out=out)
        _add(out, mine.listed @ theirs.postings)
        for first, end, row in mine.runs:
            np.maximum(out[first:end], out[row : row + end - first], out=out[first:end])
        best = out[: parties[0]]
        for first, end, column in theirs.runs:
            further = best[:, column : column + end - first]
            np.maximum(best[:, first:end], further, out=best[:, first:end])
        return best[:, : parties[1]]


def _add(out: Matrix, listed: sparse.csr_array) -> None:
    if listed.nnz > _CROWDED * out.size:
        out += listed.toarray()
    elif listed.nnz:
        starts = np.arange(out.shape[0]) * out.shape[1]
        out.reshape(-1)[np.repeat(starts, np.diff(listed.indptr)) + listed.indices] += listed.data
