"""The k best partners of every party so far, as whole numbers that sort: better first, equals by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.centring import Matrix
from matching.sides import Rows

_RANK_BITS, _STEP_BITS, _SLOT_BITS = 24, 21, 18
_TOP = 1 << (_STEP_BITS - 1)
_NONE = np.int64((1 << (_RANK_BITS + _STEP_BITS)) - 1)
_SLOT = np.int64((1 << _SLOT_BITS) - 1)
_LAST = np.iinfo(np.int64).max
_MOST_WAITING = 1 << (_SLOT_BITS - 1)
_CROWDED = 4  # parties with more new finds than so many times k are sorted in apart from the others

Keys = NDArray[np.int64]


@dataclass(slots=True)
class Finds:
    """Some pairs: the party's number in its tile, the partner's rank by id, steps, and likeness each way."""

    party: Rows
    rank: Rows
    steps: Matrix
    forward: Matrix
    backward: Matrix

    def keys(self) -> Keys:
        """One number a pair: steps downwards, then rank."""
        down = np.int64(_TOP) - self.steps.astype(np.int64)
        return (down << _RANK_BITS) | self.rank


class Best:
    """The k best of the parties of one tile; `bar` is what a find must reach to enter, in steps."""

    def __init__(self, parties: int, k: int, least: float) -> None:
        self.k = k
        self.keys = np.full((parties, k), _NONE, dtype=np.int64)
        self.ways = np.full((2, parties, k), np.nan, dtype=np.float32)
        self.bar = np.full(parties, least, dtype=np.float32)
        self.last = np.full(parties, 1 << _RANK_BITS, dtype=np.int64)
        self._waiting: list[tuple[Rows, Keys, Matrix, Matrix]] = []
        self._count = 0

    def bars(self, lowest_rank: int) -> Matrix:
        """What finds of at least `lowest_rank` must reach: an equal that comes later by id does not enter."""
        return self.bar + (self.last < lowest_rank)

    def add(self, finds: Finds) -> None:
        """Take finds, which are sorted in once there are enough of them."""
        if len(finds.party):
            self._waiting.append((finds.party, finds.keys(), finds.forward, finds.backward))
            self._count += len(finds.party)
            if self._count > min(self.keys.size // 2, _MOST_WAITING):
                self.settle()

    def settle(self) -> None:
        """Sort in what waits, and raise the bars."""
        if not self._waiting:
            return
        party, keys, forward, backward = (
            np.concatenate(column) for column in zip(*self._waiting, strict=True)
        )
        self._waiting, self._count = [], 0
        order = np.argsort(party.astype(np.uint16), kind="stable")
        party, keys, ways = party[order], keys[order], np.stack([forward[order], backward[order]])
        crowded = np.bincount(party, minlength=len(self.keys)) > _CROWDED * self.k
        for some in (~crowded[party], crowded[party]):
            if some.any():
                self._sort_in(party[some], keys[some], ways[:, some])
        self._raise()

    def _sort_in(self, party: Rows, keys: Keys, ways: Matrix) -> None:
        """Take finds in the order of their parties; the low bits of a number say where its likenesses lie."""
        lines, row, counts = np.unique(party, return_inverse=True, return_counts=True)
        slot = self.k + np.arange(len(party)) - (np.cumsum(counts) - counts)[row]
        width = self.k + int(counts.max())
        table = np.full((len(lines), width), _LAST)
        table[:, : self.k] = (self.keys[lines] << _SLOT_BITS) | np.arange(self.k)
        table[row, slot] = (keys << _SLOT_BITS) | slot
        likeness = np.empty((2, len(lines), width), dtype=np.float32)
        likeness[:, :, : self.k] = self.ways[:, lines]
        likeness[:, row, slot] = ways
        table.sort(axis=1)
        first = table[:, : self.k]
        self.keys[lines] = first >> _SLOT_BITS
        places = np.arange(len(lines))[:, None] * width + (first & _SLOT)
        self.ways[:, lines] = likeness.reshape(2, -1)[:, places]

    def _raise(self) -> None:
        last = self.keys[:, -1]
        full = last != _NONE
        self.bar[full] = (_TOP - (last[full] >> _RANK_BITS)).astype(np.float32)
        self.last[full] = last[full] & ((1 << _RANK_BITS) - 1)

    def result(self) -> tuple[Rows, Matrix]:
        """Ranks of the partners, -1 for an empty place, and their steps, each (parties, k)."""
        self.settle()
        empty = self.keys == _NONE
        ranks = np.where(empty, -1, self.keys & ((1 << _RANK_BITS) - 1))
        return ranks, np.where(empty, np.nan, _TOP - (self.keys >> _RANK_BITS)).astype(np.float32)
