"""What a party is, as arrays: who may meet whom, where it is from and which languages it speaks."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from matching.folding import fold
from matching.parties import Party
from matching.rules import does_business, firm_country, invests, seeks
from matching.vocabulary import INVESTMENT

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
_COUNTRY = {None: 0, "IT": 1, "PK": 2}
_SPOKEN = (
    "en",
    "it",
    "ur",
    "pa",
    "skr",
    "sd",
    "ps",
    "ar",
    "fr",
    "de",
    "es",
    "hi",
    "zh",
    "tr",
    "fa",
    "ro",
    "sq",
)


def code_of(name: str | None) -> int:
    """A stable positive number for a name, 0 for none; the same in every process."""
    plain = fold(name).replace(" ", "").replace("-", "") if name else ""
    return zlib.crc32(plain.encode(errors="surrogatepass")) + 1 if plain else 0


def key_of(name: str | None) -> int:
    """A positive number for a name to the letter, 0 for none: what is not the same name has another one."""
    if not name:
        return 0
    digest = blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1 or 1


def spoken(languages: Sequence[str]) -> int:
    """The languages as bits; what is not in the list of likely ones is left out."""
    bare = {language.split("-")[0].casefold() for language in languages}
    return sum(1 << place for place, language in enumerate(_SPOKEN) if language in bare)


@dataclass(slots=True)
class Traits:
    """One entry per party in every array; 0 stands for unknown."""

    country: Codes
    firm_country: Codes
    owner: Codes
    district: Codes
    region: Codes
    languages: Codes
    business: Flags
    invests: Flags
    seeks: Flags

    @classmethod
    def of(cls, parties: Sequence[Party]) -> Traits:
        """Read the traits of the parties, in their order."""
        return cls(
            country=np.array([_COUNTRY.get(p.country, 3) for p in parties], dtype=np.int64),
            firm_country=np.array([_COUNTRY.get(firm_country(p), 3) for p in parties], dtype=np.int64),
            owner=np.array([key_of(p.owner) for p in parties], dtype=np.int64),
            district=np.array([code_of(p.home_district) for p in parties], dtype=np.int64),
            region=np.array([code_of(p.region) for p in parties], dtype=np.int64),
            languages=np.array([spoken(p.languages) for p in parties], dtype=np.int64),
            business=np.array([does_business(p) for p in parties], dtype=np.bool_),
            invests=np.array([invests(p) for p in parties], dtype=np.bool_),
            seeks=np.array([seeks(p) for p in parties], dtype=np.bool_),
        )

    def take(self, rows: NDArray[np.int64] | slice) -> Traits:
        """The traits of some rows, in that order."""
        return Traits(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def upright(self) -> Traits:
        """The same as columns, to be compared with each of a row of others."""
        return Traits(**{f.name: getattr(self, f.name)[:, None] for f in fields(self)})

    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """A row for each different home, region, country and set of languages, and each party's number."""
        table = np.stack([self.district, self.region, self.languages, self.country], axis=1)
        _, rows, number = np.unique(table, axis=0, return_index=True, return_inverse=True)
        return rows, number.reshape(-1)

    @classmethod
    def chained(cls, parts: Sequence[Traits]) -> Traits:
        """Traits one after the other."""
        return cls(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)})


def group_of(party: Party) -> int:
    """A number that is the same for parties to whom the hard rules apply alike, but for owners."""
    country = _COUNTRY.get(firm_country(party), 3)
    return 8 * country + 4 * does_business(party) + 2 * invests(party) + seeks(party)


def may_meet(a: Traits, b: Traits, purpose: str) -> Flags:
    """The hard rules of `rules.py` for every pair, shape (len(a), len(b)); oneself is left to the caller."""
    upright = a.upright()
    return may_pair_up(upright, b, purpose) & ~one_owner(upright, b)


def may_pair_up(a: Traits, b: Traits, purpose: str) -> Flags:
    """The hard rules that depend on the groups of two parties alone, pair by pair."""
    one_country = (a.firm_country == b.firm_country) & (a.firm_country > 0)
    money_and_plan = (a.invests & b.seeks) | (a.seeks & b.invests)
    fits = money_and_plan if purpose == INVESTMENT else a.business & b.business
    return np.asarray(fits & ~one_country, dtype=np.bool_)


def one_owner(a: Traits, b: Traits) -> Flags:
    """Where both belong to the same owner, pair by pair."""
    return same(a.owner, b.owner)


def same(a: Codes, b: Codes) -> Flags:
    """Where two known codes are equal, pair by pair."""
    return np.asarray((a == b) & (a > 0), dtype=np.bool_)


def speak_together(a: Codes, b: Codes) -> Flags:
    """Where two parties have a language in common, pair by pair."""
    return np.asarray((a & b) > 0, dtype=np.bool_)
