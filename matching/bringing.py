"""A place for everybody: who fits somebody and stands in nobody's list gets the place that costs least."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.lists import Flags, Kept, Lists

NOBODY = -1
_AT_ONCE = 4096


class _Place(NamedTuple):
    """The cost of a place in a list, whose list it is, and who would leave it; nobody where there is room."""

    cost: float
    holder: int
    leaving: int


class _Table:
    """Lists being changed: which places are given out, how often each party is shown, who was added to which
    list, and of each list the weakest score that may leave it and where that stands (-1 where nobody may)."""

    def __init__(self, lists: Lists, given: Flags, k: int) -> None:
        self.lists, self.given = lists, given.copy()
        self.shown = np.bincount(lists.partners[given], minlength=len(lists))
        self.room = k - given.sum(axis=1)
        self.added: dict[int, list[tuple[float, int]]] = {}
        self.weakest, self.place = np.empty(len(lists)), np.empty(len(lists), dtype=np.int64)
        for start in range(0, len(lists), _AT_ONCE):
            self._look(np.arange(start, min(start + _AT_ONCE, len(lists))))

    def _look(self, holders: NDArray[np.int64]) -> None:
        """Find who may leave some lists: the weakest who is shown elsewhere too, of equals the first."""
        scores = self.lists.scores[holders]
        may = self.given[holders] & (self.shown[self.lists.partners[holders]] > 1)
        self.weakest[holders] = np.min(scores, axis=1, initial=np.inf, where=may)
        place = np.argmax(may & (scores == self.weakest[holders][:, None]), axis=1) if may.size else 0
        self.place[holders] = np.where(may.any(axis=1), place, NOBODY)

    def best_place(self, party: int) -> _Place | None:
        """The cheapest place for a party in the list of one that fits it; who is shown only there stays."""
        filled = self.lists.partners[party] >= 0
        holders, scores = self.lists.partners[party][filled], self.lists.scores[party][filled]
        places = self.place[holders]
        leaving = np.where(places >= 0, self.lists.partners[holders, places], NOBODY)
        stale = (places >= 0) & (self.shown[leaving] <= 1)
        if stale.any():
            self._look(holders[stale])
            return self.best_place(party)
        roomy = self.room[holders] > 0
        costs = np.where(roomy, 0.0, self.weakest[holders]) - scores
        if not len(costs) or np.isinf(least := costs.min()):
            return None
        best = min(np.flatnonzero(costs == least).tolist(), key=lambda place: holders[place])
        return _Place(float(least), int(holders[best]), NOBODY if roomy[best] else int(leaving[best]))

    def put(self, party: int, place: _Place) -> None:
        """Give a party its place."""
        holder = place.holder
        if place.leaving == NOBODY:
            self.room[holder] -= 1
        else:
            self.given[holder, self.place[holder]] = False
            self.shown[place.leaving] -= 1
            self._look(np.array([holder]))
        score = self.lists.scores[party][self.lists.partners[party] == holder][0]
        self.added.setdefault(holder, []).append((-float(score), party))
        self.shown[party] += 1

    def kept(self) -> Kept:
        """The lists as they are now, those that were added to in the order of their scores."""
        kept = self.lists.kept(self.given)
        for holder, added in self.added.items():
            places = np.flatnonzero(self.given[holder])
            own = zip(
                (-self.lists.scores[holder, places]).tolist(),
                self.lists.partners[holder, places].tolist(),
                strict=True,
            )
            kept[holder] = [party for _, party in sorted([*own, *added])]
        return kept


def bring_in(lists: Lists, given: Flags, caps: Sequence[int], k: int, most: float) -> Kept:
    """Lists in which those stand too whom nobody was shown, the cheapest first, for `most` of score together.

    `given` are the places that are given out so far. Nobody is brought in whose cap is 0, and each list that
    was changed is in the order of its scores afterwards.
    """
    table = _Table(lists, given, k)
    left = np.flatnonzero(lists.filled.any(axis=1) & (table.shown == 0) & (np.asarray(caps) > 0)).tolist()
    waiting = [(place, party) for party in left if (place := table.best_place(party)) is not None]
    heapq.heapify(waiting)
    while waiting:
        place, party = heapq.heappop(waiting)
        present = table.best_place(party)
        if present is not None and present != place:  # somebody else took it meanwhile
            heapq.heappush(waiting, (present, party))
        elif present is not None and place.cost <= most:
            most -= max(place.cost, 0.0)
            table.put(party, place)
    return table.kept()
