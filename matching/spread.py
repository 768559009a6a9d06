"""Fair spread: a loose cap on how often a party is shown, a place for everybody, the figures of a run.

Loose, the default: nobody is shown more often than a cap from declared capacity allows, and who would be
shown to nobody gets a place where that costs least (`bringing.py`), while the run gives up at most `GIVE_UP`
of its score. Strict: prices on being shown (`prices.py`) make all about equally often shown, at any cost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.bringing import bring_in
from matching.lists import Flags, Kept, Lists
from matching.prices import exposure_prices

LOOSENESS: Final = (1.5, 2.0, 3.0, 5.0, 10.0, 100.0)
"""The cap of a party that declares no capacity, as a multiple of how often a party is wanted on average: the
tightest that leaves the run within `GIVE_UP`."""
GIVE_UP: Final = 0.03
"""The share of the score that a loose spread may cost."""
_FOR_THE_LAST = 0.005  # of it kept for those whom nobody was shown, also where declared capacities cost all
_STRICT = 1.1
_PORTION = 1 << 16

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fairness:
    """Of one run: who can be shown, who is not, how unevenly, and what fairness costs.

    `parties` counts those that could be shown: they take introductions (no capacity of 0) and have an allowed
    partner at the matcher's floor or above, which is `settings.PLAUSIBLE` by default. `share_never_shown` is
    the share of them in nobody's list, `exposure_gini` the Gini coefficient of how often each is shown,
    `mean_score` the mean over all parties of the sum of scores in their lists, `mean_score_given_up` the
    share of it that fairness costs. `below_floor` counts parties whose best allowed partner is plausible but
    below a higher floor: that is honest emptiness, and no fairness could show them.
    """

    parties: int
    share_never_shown: float
    exposure_gini: float
    mean_score: float
    mean_score_given_up: float
    below_floor: int = 0


def share_out(lists: Lists, capacities: Sequence[int | None], k: int, strict: bool = False) -> Kept:
    """The k partners of each party, spread fairly; who stands in whose list is worked out together.

    `lists` hold more than k candidates of each where there are more; scores count both ways, so a party may
    also be brought into the list of one that stands only in its own.
    """
    if strict:
        return _strictly(lists, capacities, k)
    wanted, plain, turns = average_demand(lists, k), lists.total(lists.first(k)), in_turn(lists)
    for looseness in LOOSENESS:
        caps = [cap_of(capacity, k, wanted, looseness) for capacity in capacities]
        places = keep_caps(lists, caps, k, turns)
        given_up = plain - lists.total(places)
        if given_up <= (GIVE_UP - _FOR_THE_LAST) * plain:
            break
    left = max(GIVE_UP * plain - given_up, _FOR_THE_LAST * plain)
    return bring_in(lists, places, caps, k, left)


def with_spares(lists: Lists, kept: Kept, k: int, takes: Sequence[bool]) -> Kept:
    """Lists lengthened to k by the next best who take introductions; spares stand in for partners whom
    somebody puts aside."""
    longer = list(kept)
    lengths = np.array([len(others) for others in kept], dtype=np.int64)
    short = (lengths < k) & (lists.filled.sum(axis=1) > lengths)
    for line in np.flatnonzero(short).tolist():
        standing = set(kept[line])
        spare = [other for other, _ in lists.line(line) if takes[other] and other not in standing]
        longer[line] = [*kept[line], *spare[: k - len(kept[line])]]
    return longer


def cap_of(capacity: int | None, k: int, wanted: float, looseness: float = LOOSENESS[0]) -> int:
    """How many lists a party may appear in: three for each introduction it can take, else a common cap.

    `wanted` is how often a party that fits anybody is wanted on average, see `average_demand`.
    """
    if capacity is None:
        return max(k, math.ceil(looseness * wanted))
    return max(k, 3 * capacity) if capacity > 0 else 0


def average_demand(lists: Lists, k: int) -> float:
    """Places in the lists that can be filled, per party that could fill one."""
    return int(lists.first(k).sum()) / max(len(np.unique(lists.partners[lists.filled])), 1)


@dataclass(frozen=True, slots=True)
class Turns:
    """All pairs in the order in which they are served, line and place of each, in portions (from, to) that
    part no equals of one party."""

    lines: NDArray[np.int32]
    places: NDArray[np.int32]
    portions: list[tuple[int, int]]


def in_turn(lists: Lists) -> Turns:
    """The pairs from the highest score down.

    Parties of equal score follow each other by a hash of their id, lest the same ones always choose first.
    """
    turn = np.array([int.from_bytes(_digest(party), "big") for party in lists.ids], dtype=np.uint64)
    first = np.argsort(turn, kind="stable")
    lines, places = (some.astype(np.int32) for some in np.nonzero(lists.filled[first]))
    lines = first.astype(np.int32)[lines]
    scores = lists.scores[lines, places]
    order = np.argsort(-scores, kind="stable")
    lines, places, scores = lines[order], places[order], scores[order]
    edges = _starts(lines, scores)[::_PORTION].tolist()
    return Turns(lines, places, list(pairwise([*edges, len(lines)])))


def _starts(lines: NDArray[np.int32], scores: NDArray[np.float64]) -> Numbers:
    """Where the equals of each party begin."""
    others = (lines[1:] != lines[:-1]) | (scores[1:] != scores[:-1])
    return np.flatnonzero(np.append(np.ones(len(lines[:1]), dtype=np.bool_), others))


def _digest(party: str) -> bytes:
    return blake2b(party.encode("utf-8", "replace"), digest_size=8).digest()


def keep_caps(lists: Lists, caps: Sequence[int], k: int, turns: Turns | None = None) -> Flags:
    """Which places are given out: k of each list, such that nobody appears in more lists than its cap.

    The pairs are served from the highest score down, so a party that is shown too often keeps its best pairs;
    of equals the one that has been shown least comes first. Who would be left with nothing gets the one of
    its list that has been shown least, but for those whose cap is 0.
    """
    turns = turns or in_turn(lists)
    serving = _Serving([0] * len(lists), [k] * len(lists), caps)
    given = np.zeros(lists.partners.shape, dtype=np.bool_)
    for first, end in turns.portions:
        lines, places = turns.lines[first:end], turns.places[first:end]
        kept = serving.serve(lines, lists.partners[lines, places], lists.scores[lines, places])
        given[lines[kept], places[kept]] = True
    _leave_none_empty(lists, given, serving)
    return given


@dataclass(slots=True)
class _Serving:
    """How often each party is shown, how much room its list has, and how often it may be shown."""

    shown: list[int]
    room: list[int]
    caps: Sequence[int]

    def serve(self, lines: NDArray[np.int32], partners: Numbers, scores: NDArray[np.float64]) -> Numbers:
        """Which of some pairs that follow each other are given out."""
        waiting = np.flatnonzero(np.array(self.room)[lines])
        lines, other, kept = lines[waiting], partners[waiting].tolist(), list[int]()
        starts = _starts(lines, scores[waiting])
        ends = np.append(starts, len(lines))[1:]
        shown, room, caps = self.shown, self.room, self.caps
        for start, end, party in zip(starts.tolist(), ends.tolist(), lines[starts].tolist(), strict=True):
            equals = range(start, end)
            for pair in sorted(equals, key=lambda n: shown[other[n]]) if end - start > 1 else equals:
                if room[party] and shown[other[pair]] < caps[other[pair]]:
                    kept.append(pair)
                    room[party] -= 1
                    shown[other[pair]] += 1
        return waiting[kept]


def _leave_none_empty(lists: Lists, given: Flags, serving: _Serving) -> None:
    shown, taking = serving.shown, np.asarray(serving.caps) > 0
    may = lists.filled & taking[lists.partners]
    for line in np.flatnonzero(may.any(axis=1) & ~given.any(axis=1)).tolist():
        partners = lists.partners[line].tolist()
        place = min(np.flatnonzero(may[line]).tolist(), key=lambda n: shown[partners[n]])
        given[line, place] = True
        shown[partners[place]] += 1


def _strictly(lists: Lists, capacities: Sequence[int | None], k: int) -> Kept:
    """Lists by score less price, with a tight common cap."""
    wide = _both_ways(lists)
    price = exposure_prices(wide, k)
    priced = {
        party: sorted(
            ((other, score - price[other]) for other, score in found), key=lambda pair: (-pair[1], pair[0])
        )
        for party, found in wide.items()
    }
    both, by_price = Lists.of(lists.ids, wide), Lists.of(lists.ids, priced)
    tight = math.ceil(_STRICT * average_demand(both, k))
    caps = [min(tight, cap_of(capacity, k, tight)) for capacity in capacities]
    kept = by_price.kept(keep_caps(by_price, caps, k))
    found = bring_in(both, both.places(kept), caps, k, math.inf)
    return [own if set(own) == set(now) else now for own, now in zip(kept, found, strict=True)]  # by price


def _both_ways(lists: Lists) -> dict[int, list[tuple[int, float]]]:
    """Every candidate pair in both lists: what one side scores, the other does too."""
    wide = {party: dict(lists.line(party)) for party in range(len(lists))}
    for party in range(len(lists)):
        for other, score in lists.line(party):
            wide[other].setdefault(party, score)
    return {
        party: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for party, found in wide.items()
    }


def gini(counts: Sequence[int] | Numbers) -> float:
    """Gini coefficient of non-negative counts: 0 all equal, towards 1 all with one; 0 where there is
    nothing."""
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    if not len(ordered) or ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def fairness(
    lists: Lists, kept: Kept, given: float, k: int, takes: Sequence[bool], below_floor: int = 0
) -> Fairness:
    """The figures of a run from the lists ranked by score alone and the lists as given out.

    `given` is the sum of the scores in `kept`; `takes` says who takes introductions at all.
    """
    flat = np.fromiter(chain.from_iterable(kept), dtype=np.int64)
    shown = np.bincount(flat, minlength=len(lists))
    able = lists.filled.any(axis=1) & np.asarray(takes, dtype=np.bool_)
    counts = shown[able | (shown > 0)]
    plain = lists.total(lists.first(k))
    never = float((counts == 0).mean()) if len(counts) else 0.0
    lost = (plain - given) / plain if plain > 0 else 0.0
    return Fairness(len(counts), never, gini(counts), given / max(len(lists), 1), lost, below_floor)
