"""A whole name in one cell, taken apart into given name and surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Small words that belong to the surname behind them; in upper case they often stand in lists of schools.
PARTICLES = frozenset(
    ["de", "di", "da", "del", "della", "dello", "dei", "degli", "dal", "dalla", "la", "lo", "li", "d", "von",
     "van", "der", "den", "el", "al", "ul", "bin", "bint", "ben", "abu", "bi", "بی"]
)  # fmt: skip
_SUMS = frozenset(["total", "totals", "totale", "totali", "tot", "somma", "sum", "کل", "میزان", "ٹوٹل"])
_TITLES = re.compile(
    r"^(?:(?:dott|dr|prof|ing|avv|sig|mr|mrs|ms|arch|geom|rag|dottssa)(?:\.ssa|ssa|\.ra|ra)?\.?\s+)+", re.I
)


class Parted(NamedTuple):
    """A given name and a surname; `sure` unless somebody should look at how they were told apart."""

    given_name: str
    surname: str
    sure: bool


def part(whole: str, surname_first: bool = False) -> Parted:
    """Take a name apart; a comma stands behind the surname, and a single word is both."""
    bare = " ".join(_TITLES.sub("", whole.strip()).split())
    before, comma, after = bare.partition(",")
    if comma and before.strip() and after.strip():
        return Parted(after.strip(), before.strip(), True)
    words = bare.replace(",", " ").split()
    if len(words) < 2:
        return Parted(bare, bare, False)
    cut = _end_of_surname(words) if surname_first else _start_of_surname(words)
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    given, surname = (second, first) if surname_first else (first, second)
    joined = sum(word.casefold().strip("'’") in PARTICLES for word in words)
    return Parted(given, surname, len(words) - joined == 2)


def _start_of_surname(words: list[str]) -> int:
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold().strip("'’") in PARTICLES:
        cut -= 1
    return cut


def _end_of_surname(words: list[str]) -> int:
    cut = 1
    while cut < len(words) - 1 and words[cut - 1].casefold().strip("'’") in PARTICLES:
        cut += 1
    return cut


def is_sum(name: str, cells: Sequence[str] = ()) -> bool:
    """Whether a row is the sum below a list: its name says so, or it opens so and counts.

    "Totale | 7 iscritti" and "Totale iscritti | 7" are sums, "Total Energies | Anna Rossi" is somebody.
    """
    words = _words(name)
    if words and _SUMS.issuperset(words):
        return True
    said = [cell for cell in cells if cell.strip()]
    if not said or _words(said[0])[0] not in _SUMS:
        return False
    amounts = [cell.strip().isdigit() for cell in said[1:]]
    return any(map(str.isdigit, name)) or (bool(amounts) and all(amounts))


def _words(text: str) -> list[str]:
    return [word.strip(".:").casefold() for word in text.split()]
