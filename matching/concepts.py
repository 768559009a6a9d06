"""The concepts of trade as the files list them.

`data/concepts.csv` and its continuation class by class, `data/concepts_classes.csv`, are ours. A term stands
for its concept in full; a term after `~` (a use, a user, a neighbouring good) only hints at it; a term that
ends in `*` covers every word that begins so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HINT = 0.4
ROLE = 0.25
_FILES = ("concepts.csv", "concepts_classes.csv")
_WRITINGS = ("en", "it", "ur", "ur-Latn")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: code, NACE Rev. 2 codes where it is made or done, weight, terms by writing with
    weights."""

    code: str
    nace: tuple[str, ...]
    weight: float
    terms: dict[str, tuple[tuple[str, float], ...]]


def _terms(cell: str) -> Iterator[tuple[str, float]]:
    for term in cell.split("|"):
        bare = term.strip().lstrip("~").strip()
        if bare:
            yield bare, HINT if term.strip().startswith("~") else 1.0


def _concept(row: dict[str, str]) -> Concept:
    code = row["code"]
    weight = ROLE if code.startswith("@") else 1.0
    terms = {writing: tuple(_terms(row[writing] or "")) for writing in _WRITINGS}
    return Concept(code.lstrip("@"), tuple(row["nace"].split()), weight, terms)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("matching").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return iter(csv.DictReader(lines, delimiter=";"))


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts in the order of the files; a code after `@` is a role or a generality and weighs less."""
    return tuple(_concept(row) for name in _FILES for row in _rows(name))


@cache
def _sectors() -> dict[str, str]:
    return {concept.code: concept.nace[0] for concept in concepts()}


def sector_of(code: str) -> str:
    """NACE Rev. 2 code where the concept of this code is made or done."""
    return _sectors()[code]
