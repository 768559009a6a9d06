"""Investment terms as arrays, and how well those of an investor and of a project go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matching.parties import Party
from matching.traits import code_of
from matching.vocabulary import INSTRUMENTS

Numbers = NDArray[np.float32]
_DISTRICT_BITS = 62
_UNBOUNDED = 1e12


@dataclass(slots=True)
class Terms:
    """Per party: ticket band in euros, instruments and districts and sectors as bits; 0 bits are open."""

    low: Numbers
    high: Numbers
    instruments: NDArray[np.int64]
    districts: NDArray[np.int64]
    divisions: NDArray[np.int64]
    classes: NDArray[np.int64]
    stated: NDArray[np.bool_]

    @classmethod
    def of(cls, parties: Sequence[Party]) -> Terms:
        """Read the terms of the parties, in their order."""
        all_terms = [p.investment for p in parties]
        sectors = [
            t.sectors if t and t.sectors else p.sectors for t, p in zip(all_terms, parties, strict=True)
        ]
        districts = [_districts(p) for p in parties]
        return cls(
            low=np.array([float(t.min_eur or 0) if t else 0.0 for t in all_terms], dtype=np.float32),
            high=np.array(
                [float(t.max_eur or _UNBOUNDED) if t else _UNBOUNDED for t in all_terms], dtype=np.float32
            ),
            instruments=np.array(
                [_instruments(t.instruments) if t else 0 for t in all_terms], dtype=np.int64
            ),
            districts=np.array([_hashed(names) for names in districts], dtype=np.int64),
            divisions=np.array([_hashed([c[:2] for c in codes]) for codes in sectors], dtype=np.int64),
            classes=np.array([_hashed(codes) for codes in sectors], dtype=np.int64),
            stated=np.array([t is not None for t in all_terms], dtype=np.bool_),
        )

    def take(self, rows: NDArray[np.int64] | slice) -> Terms:
        """The terms of some rows, in that order."""
        return Terms(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def upright(self) -> Terms:
        """The same as columns, to be compared with each of a row of others."""
        return Terms(**{f.name: getattr(self, f.name)[:, None] for f in fields(self)})

    @classmethod
    def chained(cls, parts: Sequence[Terms]) -> Terms:
        """Terms one after the other."""
        return cls(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)})


def project_districts(party: Party) -> tuple[str, ...]:
    """Districts named in the terms; for an investor that names none, the home district."""
    if party.investment is None:
        return ()
    if party.investment.districts:
        return tuple(party.investment.districts)
    wants_home = party.investment.direction == "invest" and party.home_district
    return (str(party.home_district),) if wants_home else ()


def _districts(party: Party) -> tuple[str, ...]:
    return project_districts(party)


def _instruments(names: Sequence[str]) -> int:
    return sum(1 << INSTRUMENTS.index(name) for name in set(names) if name in INSTRUMENTS)


def _hashed(names: Sequence[str]) -> int:
    bits = 0
    for name in names:
        bits |= 1 << (code_of(name) % _DISTRICT_BITS)
    return bits


def _fit_of_bits(a: NDArray[np.int64], b: NDArray[np.int64]) -> Numbers:
    """1 where something is shared, -1 where both name something and nothing is shared, else 0; pair by
    pair."""
    known = (a > 0) & (b > 0)
    return np.where(known, np.where((a & b) > 0, 1.0, -1.0), 0.0).astype(np.float32)


def ticket_fit(a: Terms, b: Terms) -> Numbers:
    """1 where the bands overlap, falling to -1 where they are a factor of ten or more apart; pair by
    pair."""
    low = np.maximum(a.low, b.low)
    high = np.minimum(a.high, b.high)
    known = (a.stated & b.stated) & (high < _UNBOUNDED)
    apart = np.log10(np.maximum(low, 1.0) / np.maximum(high, 1.0))
    return np.where(known, np.where(apart <= 0, 1.0, np.maximum(-1.0, -0.3 - apart)), 0.0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class TermWeights:
    """What each part of the terms adds to or takes from the log-odds of a match."""

    ticket: float = 0.8
    instruments: float = 0.8
    districts: float = 0.8
    sectors: float = 0.8

    @property
    def most(self) -> float:
        """The most that terms can add."""
        return self.ticket + self.instruments + self.districts + self.sectors


def terms_fit(a: Terms, b: Terms, weights: TermWeights) -> Numbers:
    """Log-odds from the terms pair by pair; what is open counts nothing."""
    sectors = np.maximum(_fit_of_bits(a.classes, b.classes), 0.5 * _fit_of_bits(a.divisions, b.divisions))
    total = (
        weights.ticket * ticket_fit(a, b)
        + weights.instruments * _fit_of_bits(a.instruments, b.instruments)
        + weights.districts * _fit_of_bits(a.districts, b.districts)
        + weights.sectors * sectors
    )
    return np.asarray(total, dtype=np.float32)
