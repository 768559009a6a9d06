"""Everybody's ranked list as two tables, and which of their places are given out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Kept = list[list[int]]
"""For each party, by its number, the numbers of the partners it is given."""
Wide = Mapping[int, Sequence[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Lists:
    """Partners, best first, and their scores, both of shape (parties, places); -1 is an empty place.

    Parties and partners are numbers in the order of their `ids`: of equals the lower number goes first.
    """

    ids: Sequence[str]
    partners: NDArray[np.int64]
    scores: NDArray[np.float64]

    @classmethod
    def of(cls, ids: Sequence[str], ranked: Wide) -> Self:
        """The tables of lists that are written out in any order."""
        most = max(map(len, ranked.values()), default=0)
        partners, scores = np.full((len(ids), most), -1, dtype=np.int64), np.zeros((len(ids), most))
        for line, found in ranked.items():
            for place, (other, score) in enumerate(sorted(found, key=lambda pair: (-pair[1], pair[0]))):
                partners[line, place], scores[line, place] = other, score
        return cls(ids, partners, scores)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def filled(self) -> Flags:
        """Which places hold a partner."""
        return np.asarray(self.partners >= 0)

    def line(self, party: int) -> list[tuple[int, float]]:
        """The list of one party, written out."""
        pairs = zip(self.partners[party].tolist(), self.scores[party].tolist(), strict=True)
        return [(other, score) for other, score in pairs if other >= 0]

    def first(self, k: int) -> Flags:
        """The first k places of each list, as far as they are filled."""
        return self.filled & (np.arange(self.partners.shape[1]) < k)

    def places(self, kept: Kept) -> Flags:
        """The places of some partners."""
        lengths = [len(others) for others in kept]
        own, many = np.repeat(np.arange(len(self)), lengths), len(self)
        wanted = own * many + np.fromiter(chain.from_iterable(kept), dtype=np.int64)
        return self.filled & np.isin(np.arange(many)[:, None] * many + self.partners, wanted)

    def total(self, places: Flags) -> float:
        """Sum of the scores in some places."""
        return float(self.scores[places].sum())

    def kept(self, places: Flags) -> Kept:
        """The partners in some places."""
        flat, ends = self.partners[places].tolist(), np.cumsum(places.sum(axis=1)).tolist()
        return [flat[start:end] for start, end in zip([0, *ends], ends, strict=False)]
