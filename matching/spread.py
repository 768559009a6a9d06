"""Fair spread: a loose cap on how often a party is shown, and the figures by which a run is judged."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

import numpy as np

LOOSENESS = 1.5
"""The cap of a party that declares no capacity, as a multiple of how often a party is wanted on average."""

Ranked = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Fairness:
    """Of one run: parties that fit somebody, the share of them shown to nobody, the Gini coefficient of how
    often each is shown, the mean over all parties of the sum of scores given out, and the share of that sum
    that the cap gives up.
    """

    parties: int
    share_never_shown: float
    exposure_gini: float
    mean_score: float
    mean_score_given_up: float


def cap_of(capacity: int | None, k: int, wanted: float) -> int:
    """How many lists a party may appear in: three for each introduction it can take, else a loose common cap.

    `wanted` is how often a party that fits anybody is wanted on average, see `average_demand`.
    """
    if capacity is None:
        return max(k, math.ceil(LOOSENESS * wanted))
    return max(k, 3 * capacity) if capacity > 0 else 0


def average_demand(ranked: Ranked, k: int) -> float:
    """Places in the lists that can be filled, per party that could fill one."""
    places = sum(min(k, len(found)) for found in ranked.values())
    partners = {other for found in ranked.values() for other, _ in found}
    return places / max(len(partners), 1)


def keep_caps(ranked: Ranked, caps: Mapping[str, int], k: int) -> dict[str, list[str]]:
    """The first k of each list such that nobody appears in more lists than its cap.

    The pairs are served from the highest score down, so a party that is shown too often keeps its best pairs;
    of equals the one that has been shown least comes first. Who would be left with nothing gets the one of
    its list that has been shown least.
    """
    shown: Counter[str] = Counter()
    kept: dict[str, list[str]] = {party: [] for party in ranked}
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


def fairness(before: Ranked, after: Ranked, eligible: Sequence[str]) -> Fairness:
    """The figures of a run from the lists ranked by score alone and the lists as given out."""
    shown = dict.fromkeys(eligible, 0)
    for found in after.values():
        for other, _ in found:
            shown[other] = shown.get(other, 0) + 1
    plain, given = _mean(before), _mean(after)
    never = sum(count == 0 for count in shown.values()) / len(shown) if shown else 0.0
    lost = (plain - given) / plain if plain > 0 else 0.0
    return Fairness(len(shown), never, gini(list(shown.values())), given, lost)


def _mean(ranked: Ranked) -> float:
    """Sum of the scores in a list, averaged over the parties; an empty place counts as zero."""
    return sum(score for found in ranked.values() for _, score in found) / max(len(ranked), 1)
