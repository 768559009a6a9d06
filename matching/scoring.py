"""From likenesses to one score for a pair: both directions joined, structure added, calibrated to [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.board import NOTHING_STATED, Board
from matching.centring import Matrix
from matching.investing import TermWeights, terms_fit
from matching.traits import may_meet, same, speak_together
from matching.vocabulary import INVESTMENT

EXCLUDED = np.float32(-1e9)
_STATED = NOTHING_STATED / 2
_DECIMALS = 3  # what lies below differs with the shape of a matrix product, and order must not


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
    """Log-odds for every pair of two boards, shape (len(a), len(b)); a direction nobody can judge is NaN."""

    joined: Matrix
    forward: Matrix
    backward: Matrix


def best_likeness(
    needs: Matrix, need_starts: NDArray[np.int64], offers: Matrix, offer_starts: NDArray[np.int64]
) -> Matrix:
    """Best likeness of any need of a party with any offer of another, shape (parties, parties)."""
    likeness = needs @ offers.T
    if len(offer_starts) < likeness.shape[1]:
        likeness = np.maximum.reduceat(likeness, offer_starts, axis=1)
    if len(need_starts) < likeness.shape[0]:
        likeness = np.maximum.reduceat(likeness, need_starts, axis=0)
    return np.asarray(likeness, dtype=np.float32)


def score(a: Board, b: Board, purpose: str, blend: Blend) -> Scores:
    """Score every pair of a party of `a` with a party of `b`; pairs against a hard rule get `EXCLUDED`."""
    forward = best_likeness(a.needs.vectors, a.needs.starts, b.offers.vectors, b.offers.starts)
    backward = best_likeness(b.needs.vectors, b.needs.starts, a.offers.vectors, a.offers.starts).T
    forward, backward = _log_odds(forward, blend), _log_odds(backward, blend)
    extra = structure(a, b, purpose, blend)
    joined = np.round(join(forward, backward, blend) + extra, _DECIMALS)
    unheard = np.isnan(forward) & np.isnan(backward)
    joined[unheard & (extra < np.float32(blend.alone))] = EXCLUDED
    joined[~may_meet(a.traits, b.traits, purpose)] = EXCLUDED
    return Scores(joined, forward, backward)


def _log_odds(likeness: Matrix, blend: Blend) -> Matrix:
    odds = (likeness - np.float32(blend.middle)) / np.float32(blend.spread)
    odds[likeness < _STATED] = np.nan
    return np.asarray(odds, dtype=np.float32)


def join(forward: Matrix, backward: Matrix, blend: Blend) -> Matrix:
    """The better direction, plus a part of the other where that speaks for the pair as well."""
    better = np.fmax(forward, backward)
    other = np.fmin(forward, backward)
    both = ~(np.isnan(forward) | np.isnan(backward))
    joined = better + np.where(both, np.float32(blend.second) * np.clip(other, 0.0, 4.0), 0.0)
    return np.where(np.isnan(better), np.float32(blend.unheard), joined).astype(np.float32)


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
