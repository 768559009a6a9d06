"""The k best partners of every party so far, as whole numbers that sort: better first, equals by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.centring import Matrix
from matching.sides import Rows

_RANK_BITS, _STEP_BITS = 24, 21
_PARTY = _RANK_BITS + _STEP_BITS
_TOP = 1 << (_STEP_BITS - 1)
_NONE = np.int64((1 << _PARTY) - 1)

Keys = NDArray[np.int64]


@dataclass(slots=True)
class Finds:
    """Some pairs: the party's number in its tile, the partner's rank by id, steps, and likeness each way."""

    party: Rows
    rank: Rows
    steps: Matrix
    forward: Matrix
    backward: Matrix

    def where(self, chosen: NDArray[np.bool_]) -> Finds:
        """Those that are chosen."""
        return Finds(
            self.party[chosen],
            self.rank[chosen],
            self.steps[chosen],
            self.forward[chosen],
            self.backward[chosen],
        )

    def keys(self) -> Keys:
        """One number a pair: party, then steps downwards, then rank."""
        down = np.int64(_TOP) - self.steps.astype(np.int64)
        return (self.party << _PARTY) | (down << _RANK_BITS) | self.rank


class Best:
    """The k best of the parties of one tile; `bar` is what a find must reach to enter, in steps."""

    def __init__(self, parties: int, k: int, least: float) -> None:
        self.k = k
        self.keys = np.full((parties, k), _NONE, dtype=np.int64)
        self.ways = np.full((2, parties, k), np.nan, dtype=np.float32)
        self.bar = np.full(parties, least, dtype=np.float32)
        self.last = np.full(parties, 1 << _RANK_BITS, dtype=np.int64)
        self._waiting: list[tuple[Keys, Matrix, Matrix]] = []
        self._count = 0

    def bars(self, lowest_rank: int) -> Matrix:
        """What finds of at least `lowest_rank` must reach: an equal that comes later by id does not enter."""
        return self.bar + (self.last < lowest_rank)

    def add(self, finds: Finds) -> None:
        """Take finds, which are sorted in once there are enough of them."""
        if len(finds.party):
            self._waiting.append((finds.keys(), finds.forward, finds.backward))
            self._count += len(finds.party)
            if self._count > self.keys.size // 2:
                self.settle()

    def settle(self) -> None:
        """Sort in what waits, and raise the bars."""
        if not self._waiting:
            return
        lines, places = np.nonzero(self.keys != _NONE)
        kept = (lines << _PARTY) | self.keys[lines, places]
        keys = np.concatenate([kept, *(keys for keys, _, _ in self._waiting)])
        forward = np.concatenate([self.ways[0, lines, places], *(f for _, f, _ in self._waiting)])
        backward = np.concatenate([self.ways[1, lines, places], *(b for _, _, b in self._waiting)])
        self._waiting, self._count = [], 0
        order = np.argsort(keys)
        party = keys[order] >> _PARTY
        place = np.arange(len(order)) - np.searchsorted(party, party)
        first = place < self.k
        order, party, place = order[first], party[first], place[first]
        self.keys[party, place] = keys[order] & _NONE
        self.ways[:, party, place] = forward[order], backward[order]
        self._raise()

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
