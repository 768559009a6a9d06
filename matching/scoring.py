"""From likenesses to one score for a pair: both directions joined, structure added, calibrated to [0, 1]."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.board import NOTHING_STATED, Board, Side
from matching.centring import Matrix
from matching.investing import TermWeights, terms_fit
from matching.traits import Traits, may_meet, same, speak_together
from matching.vocabulary import INVESTMENT

EXCLUDED = np.float32(-1e9)
_STATED = NOTHING_STATED / 2
_MOST_ADDED = 4.0
_STEPS = np.float32(
    1000.0
)  # what lies below a step differs with the shape of a matrix product, and order must not


@dataclass(frozen=True, slots=True)
class Blend:
    """Readable weights of one purpose, all on the scale of log-odds but the first two.

    A likeness of `middle` is an even chance, `spread` more of it one unit of log-odds; `second` is how much
    the weaker direction adds where it speaks for the pair; `unheard` is the log-odds where neither side can
    be judged, and `alone` how much structure must then say for the pair to be shown at all.
    """

    middle: float = 0.31
    spread: float = 0.12
    second: float = 0.5
    unheard: float = -1.0
    alone: float = 0.3
    district: float = 0.3
    region: float = 0.1
    language: float = 0.1
    terms: TermWeights = field(default_factory=TermWeights)


@dataclass(slots=True)
class Scores:
    """For every pair of two boards, shape (len(a), len(b)): joined log-odds, and the likeness each way."""

    joined: Matrix
    forward: Matrix
    backward: Matrix


def best_likeness(mine: Side, theirs: Side) -> Matrix:
    """Best likeness of any row of a party with any row of another, shape (parties, parties)."""
    likeness = mine.vectors @ theirs.vectors.T
    if len(theirs.starts) < likeness.shape[1]:
        likeness = _best_columns(likeness, theirs)
    if len(mine.starts) < likeness.shape[0]:
        likeness = np.maximum.reduceat(likeness, mine.starts, axis=0)
    return np.asarray(likeness, dtype=np.float32)


def _best_columns(likeness: Matrix, side: Side) -> Matrix:
    """The best column of each party: the first rows of all, then the second of those who have one, and on."""
    counts = np.diff(np.append(side.starts, len(side.vectors)))
    best = likeness.take(side.starts, axis=1)
    place, more = 1, np.flatnonzero(counts > 1)
    while len(more):
        further = likeness.take(side.starts[more] + place, axis=1)
        best[:, more] = np.maximum(best.take(more, axis=1), further)
        place, more = place + 1, more[counts[more] > place + 1]
    return best


def score(a: Board, b: Board, purpose: str, blend: Blend) -> Scores:
    """Score every pair of a party of `a` with a party of `b`; pairs against a hard rule get `EXCLUDED`."""
    forward, backward = best_likeness(a.needs, b.offers), best_likeness(a.offers, b.needs)
    joined = join(forward, backward, blend)
    unheard = joined < _log_odds(_STATED, blend)
    if unheard.any():
        joined[unheard] = np.where(_alone(a, b, purpose, blend), blend.unheard, EXCLUDED)[unheard]
    joined += _apart_or_akin(a, b, purpose, blend)
    np.rint(joined * _STEPS, out=joined)
    joined /= _STEPS
    return Scores(np.maximum(joined, EXCLUDED, out=joined), forward, backward)


def _log_odds(likeness: float, blend: Blend) -> float:
    return (likeness - blend.middle) / blend.spread


def log_odds(likeness: Matrix, blend: Blend) -> Matrix:
    """Likeness of one direction as log-odds; NaN where a side states nothing."""
    odds = (likeness - np.float32(blend.middle)) / np.float32(blend.spread)
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
    joined -= np.float32(blend.middle)
    joined /= np.float32(blend.spread)
    joined += other
    return np.asarray(joined, dtype=np.float32)


def _apart_or_akin(a: Board, b: Board, purpose: str, blend: Blend) -> Matrix:
    """What structure adds and what the hard rules take, worked out once for parties of equal traits."""
    if purpose == INVESTMENT:
        return structure(a, b, purpose, blend) + _forbidden(a.traits, b.traits, purpose)
    kinds, kind = a.traits.kinds()
    few = a.take(kinds)
    return (structure(few, b, purpose, blend) + _forbidden(few.traits, b.traits, purpose))[kind]


def _forbidden(a: Traits, b: Traits, purpose: str) -> Matrix:
    return np.where(may_meet(a, b, purpose), np.float32(0.0), EXCLUDED)


def _alone(a: Board, b: Board, purpose: str, blend: Blend) -> NDArray[np.bool_]:
    """Where structure alone says enough for two parties of whom nothing else can be compared."""
    return np.asarray(structure(a, b, purpose, blend) >= np.float32(blend.alone), dtype=np.bool_)


def structure(a: Board, b: Board, purpose: str, blend: Blend) -> Matrix:
    """Log-odds from places, languages and, for investment, terms."""
    parts = [
        (blend.district, same(a.traits.district, b.traits.district)),
        (blend.region, same(a.traits.region, b.traits.region)),
        (blend.language, speak_together(a.traits.languages, b.traits.languages)),
    ]
    total = np.zeros((len(a), len(b)), dtype=np.float32)
    for weight, flags in parts:
        total += np.float32(weight) * flags
    if purpose == INVESTMENT:
        total = total + terms_fit(a.terms, b.terms, blend.terms)
    return total


def probability(log_odds: NDArray[np.float32] | float) -> NDArray[np.float32]:
    """Log-odds as a figure in [0, 1]."""
    bounded = np.clip(np.asarray(log_odds, dtype=np.float32), -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-bounded)), dtype=np.float32)


def chance(log_odds: float) -> float:
    """Log-odds of one pair as a figure in [0, 1]."""
    return 1.0 / (1.0 + math.exp(-min(max(log_odds, -30.0), 30.0)))
