"""Economic sectors as pages and forms use them: labels in the reader's language, search, and the tree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from matching import sectors as table
from pin_app.forms import clean_line, clean_text
from pin_app.i18n import language

LONGEST_SEARCH = 300
MOST_FOUND = 12
LONGEST_STATEMENT = 2_000
MOST_SUGGESTED = 5


class Option(NamedTuple):
    """One sector to choose: its NACE Rev. 2 code, its label, and the labels above it as one line."""

    code: str
    label: str
    path: str


def canonical(code: str) -> str:
    """Return a code as the table writes it ('3250' is '32.50'), empty where no such sector exists."""
    found = table.get(code) if code and len(code) <= 20 else None
    return found.code if found else ""


def label(code: str, of_language: str | None = None) -> str:
    """Return a sector's name in a language, the reader's by default; the code itself where it is unknown."""
    found = table.get(code)
    return found.labels[of_language or language()] if found else code


def option(code: str) -> Option:
    """Return a sector with its label and what stands above it."""
    above = table.path(code)[:-1]
    return Option(code, label(code), " · ".join(label(sector.code) for sector in above))


def options(codes: Iterable[str]) -> list[Option]:
    """Return several sectors in the order given."""
    return [option(code) for code in codes]


def find(text: str, limit: int = MOST_FOUND) -> list[Option]:
    """Return sectors for words in English, Italian, Urdu or Roman Urdu, or for a code; best first."""
    typed = clean_line(text)[:LONGEST_SEARCH]
    return options(sector.code for sector in table.search(typed, limit)) if typed else []


def suggest(text: str, limit: int = MOST_SUGGESTED) -> list[Option]:
    """Return sectors that a statement speaks of, in any of the four writings; best first."""
    said = clean_text(text)[:LONGEST_STATEMENT]
    return options(sector.code for sector in table.suggest(said, limit)) if said else []


def below(code: str = "") -> list[Option]:
    """Return the sectors directly under a code, the 21 sections where none is given."""
    return options(_children().get(code or None, ()))


def trail(code: str) -> list[Option]:
    """Return the sectors from the section down to a code; empty for none."""
    return options(sector.code for sector in table.path(code)) if code else []


@cache
def _children() -> dict[str | None, tuple[str, ...]]:
    found: dict[str | None, list[str]] = {}
    for code, sector in table.all_sectors().items():
        found.setdefault(sector.parent, []).append(code)
    return {parent: tuple(codes) for parent, codes in found.items()}
