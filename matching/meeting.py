"""Two tiles that meet: which pairs can still enter a list of either side, and their scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.centring import Matrix
from matching.investing import terms_fit
from matching.scoring import (
    EXCLUDED,
    STEPS,
    Blend,
    apart,
    least_likeness,
    nearness_of_places,
    steps,
)
from matching.sides import Rows
from matching.tiles import Tile
from matching.vocabulary import INVESTMENT

_FEW = 0.1  # up to this share of pairs is scored one by one
_STRIP = 32  # rows looked at together, so that their figures stay in the cache

Bars = tuple[Matrix, Matrix]
"""What a pair must reach for the parties of either tile, in steps."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of two tiles by their places there, with steps and the likeness each way."""

    mine: Rows
    theirs: Rows
    steps: Matrix
    forward: Matrix
    backward: Matrix

    def turned(self) -> Pairs:
        """The same pairs as the other side sees them."""
        return Pairs(self.theirs, self.mine, self.steps, self.backward, self.forward)


class Meeting:
    """Every party of one tile with every party of another, for the k best of each."""

    def __init__(
        self, mine: Tile, theirs: Tile, likeness: tuple[Matrix, Matrix], purpose: str, blend: Blend
    ) -> None:
        self.mine, self.theirs, self.blend = mine, theirs, blend
        self.forward, self.backward = likeness
        self.terms = blend.terms if purpose == INVESTMENT else None
        self.kinds = mine.kinds.numbers, theirs.kinds.numbers
        self.places = nearness_of_places(mine.kinds.nature.upright(), theirs.kinds.nature, blend)

    def pairs(self, bars: Bars, k: int, room: Matrix) -> Pairs:
        """All pairs that reach a bar, and perhaps others; `room` has the shape of the meeting."""
        few = self._likely(bars)
        return self._all(bars, k, room) if few is None else self._one_by_one(few)

    def _likely(self, bars: Bars) -> Rows | None:
        """Flat places of the pairs that may reach a bar, judged by the better direction and the most that
        structure can add; None where they are many."""
        wanted = self._without_structure(bars)
        blocks, room = self._unheard(*wanted), int(_FEW * self.forward.size)
        if sum(len(rows) * len(columns) for rows, columns in blocks) > 2 * room:
            return None
        found = [self._spoken_for(rows, columns) for rows, columns in blocks]
        mine, theirs = (least_likeness(one, self.blend) for one in wanted)
        for some in self._strips():
            better = np.maximum(self.forward[some], self.backward[some])
            likely = better >= theirs
            likely |= better >= mine[some, None]
            found.append(np.flatnonzero(likely) + some.start * len(self.theirs))
            if sum(map(len, found)) > room:
                return None
        return np.concatenate(found)

    def _strips(self) -> Iterator[slice]:
        return (slice(start, start + _STRIP) for start in range(0, len(self.mine), _STRIP))

    def _without_structure(self, bars: Bars) -> Bars:
        """The log-odds that statements must bring for each party at least."""
        most = self.places.max(axis=1)[self.kinds[0]], self.places.max(axis=0)[self.kinds[1]]
        terms = np.float32(0.0 if self.terms is None else self.terms.most)
        return bars[0] / STEPS - most[0] - terms, bars[1] / STEPS - most[1] - terms

    def _unheard(self, mine: Matrix, theirs: Matrix) -> list[tuple[Rows, Rows]]:
        """Parties with others of whom neither states what the other's statements answer, as far as one can
        need such a partner."""
        low, others_low = mine <= self.blend.unheard + 0.01, theirs <= self.blend.unheard + 0.01
        return [
            (np.flatnonzero(rows), np.flatnonzero(columns))
            for some, others in self.mine.unheard_with(self.theirs)
            for rows, columns in ((some & low, others), (some & ~low, others & others_low))
        ]

    def _spoken_for(self, rows: Rows, columns: Rows) -> Rows:
        """Flat places of the pairs for which structure may speak alone."""
        a, b = np.nonzero(self._structure(rows, columns) >= np.float32(self.blend.alone))
        return np.asarray(rows[a] * len(self.theirs) + columns[b])

    def _structure(self, rows: Rows, columns: Rows) -> Matrix:
        """What structure adds for some parties with some others, shape (rows, columns)."""
        places = self.places[self.kinds[0][rows]].take(self.kinds[1][columns], axis=1)
        if self.terms is None:
            return places
        mine, theirs = self.mine.nature.terms.take(rows), self.theirs.nature.terms.take(columns)
        return np.asarray(places + terms_fit(mine.upright(), theirs, self.terms))

    def _one_by_one(self, likely: Rows) -> Pairs:
        """The scores of some pairs."""
        a, b = np.divmod(likely, len(self.theirs))
        forward, backward = self.forward[a, b], self.backward[a, b]
        extra = self.places[self.kinds[0][a], self.kinds[1][b]]
        if self.terms is not None:
            mine, theirs = self.mine.nature.terms.take(a), self.theirs.nature.terms.take(b)
            extra = extra + terms_fit(mine, theirs, self.terms)
        reached = steps(forward, backward, extra, self.blend)
        reached[self.mine.parties[a] == self.theirs.parties[b]] = EXCLUDED
        if self.mine.shares_owners_with(self.theirs):
            reached[apart(self.mine.nature.take(a), self.theirs.nature.take(b))] = EXCLUDED
        return Pairs(a, b, reached, forward, backward)

    def _all(self, bars: Bars, k: int, reached: Matrix) -> Pairs:
        """The scores of all pairs; kept are those that reach a bar, which is raised where most would."""
        rows, columns = np.arange(len(self.mine)), np.arange(len(self.theirs))
        for some in self._strips():
            extra = self._structure(rows[some], columns)
            reached[some] = steps(self.forward[some], self.backward[some], extra, self.blend)
        if self.mine is self.theirs:
            np.fill_diagonal(reached, EXCLUDED)
        if self.mine.shares_owners_with(self.theirs):
            reached[apart(self.mine.nature.upright(), self.theirs.nature)] = EXCLUDED
        near = reached >= _raised(bars[0], reached, k, 1)[:, None]
        near |= reached >= _raised(bars[1], reached, k, 0)
        a, b = np.divmod(np.flatnonzero(near), len(self.theirs))
        return Pairs(a, b, reached[a, b], self.forward[a, b], self.backward[a, b])


def _raised(bar: Matrix, reached: Matrix, k: int, axis: int) -> Matrix:
    """The bars of the parties whose partners lie along `axis`; where many pairs reach them, raised to what k
    partners of each reach at least: the k-th of the best of some groups of partners."""
    if np.count_nonzero(reached >= (bar[:, None] if axis else bar)) <= 2 * k * len(bar):
        return bar
    size = max(1, reached.shape[axis] // (2 * k))
    groups = reached.shape[axis] // size
    if groups < k:
        return bar
    if axis:
        best = reached[:, : groups * size].reshape(len(bar), size, groups).max(axis=1)
    else:
        best = np.ascontiguousarray(reached[: groups * size].reshape(size, groups, len(bar)).max(axis=0).T)
    return np.maximum(bar, np.partition(best, groups - k, axis=1)[:, groups - k])
