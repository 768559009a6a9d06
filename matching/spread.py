"""Fair spread: a loose cap on how often a party is shown, a place for everybody, the figures of a run.

Loose, the default: nobody is shown more often than a cap from declared capacity allows, and who would be
shown to nobody gets a place where that costs least (`bringing.py`), while the run gives up at most `GIVE_UP`
of its score. Strict: prices on being shown (`prices.py`) make all about equally often shown, at any cost.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import Final

import numpy as np

from matching.bringing import bring_in
from matching.prices import exposure_prices

LOOSENESS: Final = (1.5, 2.0, 3.0, 5.0, 10.0, 100.0)
"""The cap of a party that declares no capacity, as a multiple of how often a party is wanted on average: the
tightest that leaves the run within `GIVE_UP`."""
GIVE_UP: Final = 0.03
"""The share of the score that a loose spread may cost."""
_FOR_THE_LAST = 0.005  # of it kept for those whom nobody was shown, also where declared capacities cost all
_STRICT = 1.1

Ranked = Mapping[str, Sequence[tuple[str, float]]]
Lists = dict[str, list[str]]


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


def share_out(ranked: Ranked, capacities: Mapping[str, int | None], k: int, strict: bool = False) -> Lists:
    """The k partners of each party, spread fairly; who stands in whose list is worked out together.

    `ranked` holds more than k candidates of each where there are more; scores count both ways, so a party may
    also be brought into the list of one that stands only in its own.
    """
    if strict:
        return _strictly(ranked, capacities, k)
    wanted, plain = average_demand(ranked, k), _total(ranked, k)
    for looseness in LOOSENESS:
        caps = {party: cap_of(capacities.get(party), k, wanted, looseness) for party in ranked}
        kept = keep_caps(ranked, caps, k)
        given = sum(score for party, found in ranked.items() for score in _scores_of(found, kept[party]))
        if plain - given <= (GIVE_UP - _FOR_THE_LAST) * plain:
            break
    left = max(GIVE_UP * plain - (plain - given), _FOR_THE_LAST * plain)
    return bring_in(ranked, kept, caps, k, left)


def with_spares(ranked: Ranked, kept: Mapping[str, Sequence[str]], k: int) -> Lists:
    """Lists lengthened to k by the next best; spares stand in for partners whom somebody puts aside."""
    longer: Lists = {}
    for party, others in kept.items():
        standing = set(others)
        spare = [other for other, _ in ranked[party] if other not in standing]
        longer[party] = [*others, *spare[: max(0, k - len(others))]]
    return longer


def cap_of(capacity: int | None, k: int, wanted: float, looseness: float = LOOSENESS[0]) -> int:
    """How many lists a party may appear in: three for each introduction it can take, else a common cap.

    `wanted` is how often a party that fits anybody is wanted on average, see `average_demand`.
    """
    if capacity is None:
        return max(k, math.ceil(looseness * wanted))
    return max(k, 3 * capacity) if capacity > 0 else 0


def average_demand(ranked: Ranked, k: int) -> float:
    """Places in the lists that can be filled, per party that could fill one."""
    places = sum(min(k, len(found)) for found in ranked.values())
    partners = {other for found in ranked.values() for other, _ in found}
    return places / max(len(partners), 1)


def keep_caps(ranked: Ranked, caps: Mapping[str, int], k: int) -> Lists:
    """The first k of each list such that nobody appears in more lists than its cap.

    The pairs are served from the highest score down, so a party that is shown too often keeps its best pairs;
    of equals the one that has been shown least comes first. Who would be left with nothing gets the one of
    its list that has been shown least.
    """
    shown: Counter[str] = Counter()
    kept: Lists = {party: [] for party in ranked}
    for party, others in _equals(ranked):
        for other in sorted(others, key=lambda other: shown[other]) if len(others) > 1 else others:
            if len(kept[party]) < k and shown[other] < caps.get(other, len(ranked)):
                kept[party].append(other)
                shown[other] += 1
    for party, found in ranked.items():
        if found and not kept[party]:
            least = min((other for other, _ in found), key=lambda other: shown[other])
            kept[party].append(least)
            shown[least] += 1
    return kept


def _strictly(ranked: Ranked, capacities: Mapping[str, int | None], k: int) -> Lists:
    """Lists by score less price, with a tight common cap."""
    wide = _both_ways(ranked)
    price = exposure_prices(wide, k)
    priced = {
        party: sorted(
            ((other, score - price[other]) for other, score in found), key=lambda pair: (-pair[1], pair[0])
        )
        for party, found in wide.items()
    }
    tight = math.ceil(_STRICT * average_demand(wide, k))
    caps = {party: min(tight, cap_of(capacities.get(party), k, tight)) for party in wide}
    return bring_in(wide, keep_caps(priced, caps, k), caps, k, math.inf)


def _both_ways(ranked: Ranked) -> dict[str, list[tuple[str, float]]]:
    """Every candidate pair in both lists: what one side scores, the other does too."""
    wide = {party: dict(found) for party, found in ranked.items()}
    for party, found in ranked.items():
        for other, score in found:
            wide.setdefault(other, {}).setdefault(party, score)
    return {
        party: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for party, found in wide.items()
    }


def _equals(ranked: Ranked) -> Iterator[tuple[str, list[str]]]:
    """A party with those of its list whose score is the same, the highest scores first.

    Parties of equal score follow each other by a hash of their id, lest the same ones always choose first.
    """
    turn = {party: blake2b(party.encode("utf-8", "replace"), digest_size=8).digest() for party in ranked}
    pairs = sorted(
        (-score, turn[party], party, other) for party, found in ranked.items() for other, score in found
    )
    for (_, _, party), group in groupby(pairs, key=lambda pair: pair[:3]):
        yield party, [other for *_, other in group]


def gini(counts: Sequence[int]) -> float:
    """Gini coefficient of non-negative counts: 0 all equal, towards 1 all with one; 0 where there is
    nothing."""
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    if not len(ordered) or ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def fairness(before: Ranked, after: Ranked, eligible: Sequence[str], below_floor: int = 0) -> Fairness:
    """The figures of a run from the lists ranked by score alone and the lists as given out."""
    shown = dict.fromkeys(eligible, 0)
    for found in after.values():
        for other, _ in found:
            shown[other] = shown.get(other, 0) + 1
    plain, given = _mean(before), _mean(after)
    never = sum(count == 0 for count in shown.values()) / len(shown) if shown else 0.0
    lost = (plain - given) / plain if plain > 0 else 0.0
    return Fairness(len(shown), never, gini(list(shown.values())), given, lost, below_floor)


def _mean(ranked: Ranked) -> float:
    """Sum of the scores in a list, averaged over the parties; an empty place counts as zero."""
    return sum(score for found in ranked.values() for _, score in found) / max(len(ranked), 1)


def _total(ranked: Ranked, k: int) -> float:
    return sum(score for found in ranked.values() for _, score in found[:k])


def _scores_of(found: Sequence[tuple[str, float]], kept: Sequence[str]) -> Iterator[float]:
    chosen = set(kept)
    return (score for other, score in found if other in chosen)
