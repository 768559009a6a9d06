"""Which markets a text names, and whether this network reaches any of them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from matching.folding import words, words_of
from matching.statements import ReadyStatement

_WRITINGS = ("en", "it", "ur", "ur-Latn")
_LONGEST = 3

Names = dict[tuple[str, ...], bool]
"""Folded words of a name to whether Italy or Pakistan lies there."""


@cache
def _names(writing: str) -> Names:
    text = files("matching").joinpath("data/markets.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        tuple(words(name)): row["side"] == "here"
        for row in csv.DictReader(lines, delimiter=";")
        for name in row[writing].split("|")
    }


def markets_named(text: str, writing: str) -> list[bool]:
    """For each market that a text names, the longest names first, whether Italy or Pakistan lies there."""
    known, said = _names(writing), words_of(text)
    found, place = [], 0
    while place < len(said):
        lengths = range(min(_LONGEST, len(said) - place), 0, -1)
        length = next((n for n in lengths if said[place : place + n] in known), 0)
        if length:
            found.append(known[said[place : place + length]])
        place += length or 1
    return found


def sells_elsewhere(said: ReadyStatement) -> bool:
    """Whether a need is for distributors in named countries of which none is Italy or Pakistan."""
    if said.direction != "need" or said.intent != "be_distributed":
        return False
    named = markets_named(said.text, said.language)
    return bool(named) and not any(named)
