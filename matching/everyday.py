"""Everyday words in four writings, by theme, as the files `data/words_*.csv` list them.

They carry the meaning that trade concepts leave out: single goods, what is done to things, what goes wrong,
what things are like. Terms are written as in `concepts.csv`; a code after `@` is said in many trades and
weighs half.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from matching.concepts import HINT, Concept
from matching.lexicon import Lexicon

BROAD = 0.5
_WRITINGS = ("en", "it", "ur", "ur-Latn")


def _terms(cell: str) -> Iterator[tuple[str, float]]:
    for term in cell.split("|"):
        yield term.lstrip("~"), HINT if term.startswith("~") else 1.0


def _concept(row: dict[str, str]) -> Concept:
    code = row["code"]
    terms = {writing: tuple(_terms(row[writing])) for writing in _WRITINGS}
    return Concept(code.lstrip("@"), (), BROAD if code.startswith("@") else 1.0, terms)


def _rows(text: str) -> Iterator[dict[str, str]]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return iter(csv.DictReader(lines, delimiter=";"))


@cache
def everyday_words() -> tuple[Concept, ...]:
    """All everyday concepts, the files in the order of their names."""
    listed = files("matching").joinpath("data").iterdir()
    found = sorted((f for f in listed if f.name.startswith("words_")), key=lambda f: f.name)
    return tuple(_concept(row) for file in found for row in _rows(file.read_text(encoding="utf-8")))


@cache
def everyday_lexicon() -> Lexicon:
    """The lexicon over all everyday concepts."""
    return Lexicon(everyday_words())
