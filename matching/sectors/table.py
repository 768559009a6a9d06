"""The sector table itself: 21 sections, 88 divisions, 272 groups and 615 classes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from matching.folding import fold
from matching.sectors import sources

_ATECO_TAIL = re.compile(r"(\d\d\.\d\d)\.\d{1,2}|(\d{4})\d{1,2}")
_SECTION_LETTER = re.compile(r"[a-u] ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Sector:
    """One NACE Rev. 2 entry: level 1 section, 2 division, 3 group, 4 class; labels by language."""

    code: str
    level: int
    parent: str | None
    labels: Mapping[str, str] = field(compare=False)
    isic: tuple[str, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


@cache
def all_sectors() -> Mapping[str, Sector]:
    """Return code -> sector in the order of the classification; the table is read once."""
    urdu, words, isic = sources.urdu(), sources.keywords(), sources.isic()
    table: dict[str, Sector] = {}
    section = None
    for code, english in sources.english().items():
        section = code if code.isalpha() else section
        labels = {"en": english, "it": sources.italian(code), "ur": urdu[code]}
        parent = _parent(code, section)
        table[code] = Sector(code, _level(code), parent, labels, isic[code], words.get(code, {}))
    return MappingProxyType(table)


def get(code: str) -> Sector | None:
    """Return the sector of a code however it is written ('32.50', '3250', 'C 32.50', ATECO '32.50.11')."""
    return next((found for form in _forms(code) if (found := all_sectors().get(form))), None)


def path(code: str) -> tuple[Sector, ...]:
    """Return the sectors from the section down to `code`; empty where the code is unknown."""
    sector = get(code)
    if sector is None:
        return ()
    return (*path(sector.parent), sector) if sector.parent else (sector,)


def related(first: str, second: str) -> int:
    """Return the deepest level that two codes share: 0 nothing, 1 section ... 4 the same class.

    Classes of different groups that one ISIC class covers count as one group (3).
    """
    ours, theirs = path(first), path(second)
    shared = sum(a == b for a, b in zip(ours, theirs, strict=False))
    return max(shared, 3) if _same_isic_class(ours, theirs) else shared


def _same_isic_class(ours: tuple[Sector, ...], theirs: tuple[Sector, ...]) -> bool:
    return len(ours) == len(theirs) == 4 and not set(ours[3].isic).isdisjoint(theirs[3].isic)


def _level(code: str) -> int:
    return 1 if code.isalpha() else {2: 2, 4: 3, 5: 4}[len(code)]


def _parent(code: str, section: str | None) -> str | None:
    return {1: None, 2: section, 4: code[:2], 5: code[:4]}[len(code)]


def _forms(code: str) -> tuple[str, ...]:
    """Return what a typed code may mean, the likeliest first; a lost leading zero comes last."""
    plain = _SECTION_LETTER.sub("", fold(code))
    if tail := _ATECO_TAIL.fullmatch(plain):
        plain = tail[1] or tail[2]
    digits = plain.replace(".", "", 1)
    if not digits.isdigit() or not digits.isascii():
        return (plain.upper(),)
    return (plain, _dotted(digits), _dotted("0" + digits))


def _dotted(digits: str) -> str:
    return f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits
