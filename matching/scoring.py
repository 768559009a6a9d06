"""From likenesses to one score for a pair: both directions joined, structure added, calibrated to [0, 1]."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.centring import Matrix
from matching.investing import TermWeights, terms_fit
from matching.nature import Nature
from matching.sides import NOTHING_STATED, Flags
from matching.traits import may_pair_up, one_owner, same, speak_together
from matching.vocabulary import INVESTMENT

EXCLUDED = np.float32(-1e9)
STEPS = np.float32(1000.0)
"""Log-odds are compared in whole thousandths."""

_UNLIKE = np.float32(-1.5)  # below it, where intents are closed, no difference is made
_STATED = np.float32(NOTHING_STATED / 2)
_MOST_ADDED = 4.0


@dataclass(frozen=True, slots=True)
class Blend:
    """Readable weights of one purpose, all on the scale of log-odds but the first two.

    A likeness of `middle` is an even chance, `spread` more of it one unit of log-odds; `second` is how much
    the weaker direction adds where it speaks for the pair; `unheard` is the log-odds where neither side can
    be judged, and `alone` how much structure must then say for the pair to be shown at all. `one_country` is
    taken from two parties of one country: the network is there to bring two countries together.
    """

    middle: float = 0.31
    spread: float = 0.12
    second: float = 0.5
    unheard: float = -1.0
    alone: float = 0.3
    district: float = 0.3
    region: float = 0.1
    language: float = 0.1
    one_country: float = 0.2
    terms: TermWeights = field(default_factory=TermWeights)


def steps(forward: Matrix, backward: Matrix, extra: Matrix, blend: Blend) -> Matrix:
    """Thousandths of log-odds pair by pair, from the likeness each way and what structure adds.

    Where neither way anything is stated structure must speak alone; else the pair gets `EXCLUDED`.
    """
    joined = join(forward, backward, blend)
    unheard = np.maximum(forward, backward) < _STATED
    if unheard.any():
        alone = np.where(extra >= np.float32(blend.alone), np.float32(blend.unheard), EXCLUDED)
        np.copyto(joined, np.broadcast_to(alone, joined.shape), where=unheard)
    joined += extra
    joined *= STEPS
    return np.maximum(np.rint(joined, out=joined), EXCLUDED, out=joined)


def log_odds(likeness: Matrix, blend: Blend) -> Matrix:
    """Likeness of one direction as log-odds; NaN where a side states nothing."""
    odds = (np.maximum(likeness, _UNLIKE) - np.float32(blend.middle)) / np.float32(blend.spread)
    return np.where(likeness < _STATED, np.float32(np.nan), odds).astype(np.float32)


def join(forward: Matrix, backward: Matrix, blend: Blend) -> Matrix:
    """Log-odds of the better direction, plus a part of the other where that speaks for the pair as well.

    A direction in which nothing is stated is so unlike that it is neither the better nor adds anything.
    """
    other = np.minimum(forward, backward)
    other -= np.float32(blend.middle)
    other *= np.float32(blend.second / blend.spread)
    np.clip(other, 0.0, np.float32(blend.second * _MOST_ADDED), out=other)
    joined = np.maximum(forward, backward)
    np.maximum(joined, _UNLIKE, out=joined)
    joined -= np.float32(blend.middle)
    joined *= np.float32(1.0 / blend.spread)
    joined += other
    return np.asarray(joined, dtype=np.float32)


def least_likeness(wanted: Matrix, blend: Blend) -> Matrix:
    """What the better direction must reach for a pair to come to these log-odds without structure."""
    room = blend.second * _MOST_ADDED
    odds = np.where(wanted > 0, np.maximum(wanted / (1.0 + blend.second), wanted - room), wanted)
    least = np.asarray(blend.middle + blend.spread * (odds - 0.01), dtype=np.float32)
    return np.where(least <= _UNLIKE, _STATED, least)  # all that are so unlike count the same


def apart(a: Nature, b: Nature) -> Flags:
    """Pairs that are kept apart though their groups may meet: one owner."""
    return one_owner(a.traits, b.traits)


def groups_meet(a: Nature, b: Nature, purpose: str) -> bool:
    """Whether the first party of `a` may meet the first of `b`, as far as groups say."""
    first = slice(0, 1)
    return bool(may_pair_up(a.traits.take(first), b.traits.take(first), purpose)[0])


def structure(a: Nature, b: Nature, purpose: str, blend: Blend) -> Matrix:
    """Log-odds from places, languages and, for investment, terms, pair by pair."""
    total = nearness_of_places(a, b, blend)
    if purpose == INVESTMENT:
        total = total + terms_fit(a.terms, b.terms, blend.terms)
    return total


def nearness_of_places(a: Nature, b: Nature, blend: Blend) -> Matrix:
    """Log-odds from home, region, languages and country, pair by pair."""
    total = np.float32(blend.district) * same(a.traits.district, b.traits.district)
    total += np.float32(blend.region) * same(a.traits.region, b.traits.region)
    total -= np.float32(blend.one_country) * same(a.traits.country, b.traits.country)
    total += np.float32(blend.language) * speak_together(a.traits.languages, b.traits.languages)
    return np.asarray(total, dtype=np.float32)


def probability(log_odds: NDArray[np.float32] | float) -> NDArray[np.float32]:
    """Log-odds as a figure in [0, 1]."""
    bounded = np.clip(np.asarray(log_odds, dtype=np.float32), -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-bounded)), dtype=np.float32)


def chances(log_odds: NDArray[np.floating]) -> NDArray[np.float64]:
    """Log-odds as figures in [0, 1], in double precision; NaN stays."""
    bounded = np.clip(np.asarray(log_odds, dtype=np.float64), -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-bounded)))


def chance(log_odds: float) -> float:
    """Log-odds of one pair as a figure in [0, 1]."""
    return 1.0 / (1.0 + math.exp(-min(max(log_odds, -30.0), 30.0)))
