"""A place for everybody: who fits somebody and stands in nobody's list gets the place that costs least."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching.lists import Kept, Lists

NOBODY = -1


class _Place(NamedTuple):
    """The cost of a place in a list, whose list it is, and who would leave it; nobody where there is room."""

    cost: float
    holder: int
    leaving: int


class _Table:
    """Lists being changed, with the score of every pair and how often each party is shown."""

    def __init__(self, lists: Lists, kept: Kept, k: int) -> None:
        self.lists, self.kept, self.k = lists, kept, k
        self.shown = [0] * len(lists)
        for others in kept:
            for other in others:
                self.shown[other] += 1
        self._scores: dict[int, dict[int, float]] = {}
        self._weakest: dict[int, list[tuple[float, int]]] = {}

    def scores(self, party: int) -> dict[int, float]:
        """The candidates of a party with their scores, in their order."""
        if party not in self._scores:
            self._scores[party] = dict(self.lists.line(party))
        return self._scores[party]

    def score(self, party: int, other: int) -> float:
        """Score of a pair, which stands in the list of one of the two."""
        own = self.scores(party).get(other)
        return self.scores(other)[party] if own is None else own

    def best_place(self, party: int) -> _Place | None:
        """The cheapest place for a party in the list of one that fits it; who is shown only there stays."""
        places = (self._place_with(holder, score) for holder, score in self.scores(party).items())
        return min((place for place in places if place is not None), default=None)

    def _place_with(self, holder: int, score: float) -> _Place | None:
        own = self.kept[holder]
        if len(own) < self.k:
            return _Place(-score, holder, NOBODY)
        for weakest, leaving in self._weakest_first(holder):
            if self.shown[leaving] > 1:
                return _Place(weakest - score, holder, leaving)
        return None

    def _weakest_first(self, holder: int) -> list[tuple[float, int]]:
        if holder not in self._weakest:
            self._weakest[holder] = sorted((self.score(holder, other), other) for other in self.kept[holder])
        return self._weakest[holder]

    def put(self, party: int, place: _Place) -> None:
        """Give a party its place."""
        own = self.kept[place.holder]
        if place.leaving != NOBODY:
            own.remove(place.leaving)
            self.shown[place.leaving] -= 1
        own.append(party)
        self._weakest.pop(place.holder, None)
        own.sort(key=lambda other: (-self.score(place.holder, other), other))
        self.shown[party] += 1


def bring_in(lists: Lists, kept: Kept, caps: Sequence[int], k: int, most: float) -> Kept:
    """Lists in which those stand too whom nobody was shown, the cheapest first, for `most` of score together.

    Nobody is brought in whose cap is 0, and each list that was changed is in the order of its scores
    afterwards.
    """
    table = _Table(lists, [list(others) for others in kept], k)
    fits = np.flatnonzero(lists.filled.any(axis=1)).tolist()
    left = [party for party in fits if not table.shown[party] and caps[party] > 0]
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
    return table.kept
