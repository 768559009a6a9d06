"""A place for everybody: who fits somebody and stands in nobody's list gets the place that costs least."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Ranked = Mapping[str, Sequence[tuple[str, float]]]
Lists = dict[str, list[str]]


class _Place(NamedTuple):
    """The cost of a place in a list, whose list it is, and who would leave it; nobody where there is room."""

    cost: float
    holder: str
    leaving: str


class _Table:
    """Lists being changed, with the score of every pair and how often each party is shown."""

    def __init__(self, ranked: Ranked, kept: Lists, k: int) -> None:
        self.ranked, self.kept, self.k = ranked, kept, k
        self.scores = {party: dict(found) for party, found in ranked.items()}
        self.shown = Counter(other for others in kept.values() for other in others)

    def score(self, party: str, other: str) -> float:
        """Score of a pair, which stands in the list of one of the two."""
        own = self.scores[party].get(other)
        return self.scores[other][party] if own is None else own

    def best_place(self, party: str) -> _Place | None:
        """The cheapest place for a party in the list of one that fits it; who is shown only there stays."""
        places = [self._place_with(holder, score) for holder, score in self.ranked[party]]
        return min((place for place in places if place is not None), default=None)

    def _place_with(self, holder: str, score: float) -> _Place | None:
        own = self.kept.get(holder)
        if own is None:
            return None
        if len(own) < self.k:
            return _Place(-score, holder, "")
        others = [(self.score(holder, other), other) for other in own if self.shown[other] > 1]
        if not others:
            return None
        weakest, leaving = min(others)
        return _Place(weakest - score, holder, leaving)

    def put(self, party: str, place: _Place) -> None:
        """Give a party its place."""
        own = self.kept[place.holder]
        if place.leaving:
            own.remove(place.leaving)
            self.shown[place.leaving] -= 1
        own.append(party)
        self.shown[party] += 1


def bring_in(
    ranked: Ranked, kept: Mapping[str, Sequence[str]], caps: Mapping[str, int], k: int, most: float
) -> Lists:
    """Lists in which those stand too whom nobody was shown, the cheapest first, for `most` of score together.

    Nobody is brought in whose cap is 0, and each list is in the order of its scores afterwards.
    """
    table = _Table(ranked, {party: list(others) for party, others in kept.items()}, k)
    left = [party for party in ranked if ranked[party] and not table.shown[party] and caps.get(party, 1) > 0]
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
    return {
        party: sorted(others, key=lambda other: (-table.score(party, other), other))
        for party, others in table.kept.items()
    }
