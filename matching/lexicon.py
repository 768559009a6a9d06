"""The trade lexicon: concepts of goods, machines, services and roles with their words in four writings.

`data/concepts.csv` is ours. A term stands for its concept in full; a term after `~` (a use, a user, a
neighbouring good) only hints at it; a term that ends in `*` covers every word that begins so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matching.folding import words
from matching.skeleton import is_urdu_letter, skeleton

HINT = 0.4
LONGEST_PHRASE = 4
_SHORTEST_SKELETON = 3
_WRITINGS = ("en", "it", "ur", "ur-Latn")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One trade concept: code, NACE Rev. 2 codes where it is made or done, terms by writing as (text,
    weight)."""

    code: str
    nace: tuple[str, ...]
    terms: dict[str, tuple[tuple[str, float], ...]]


def stem(word: str) -> str:
    """A Latin word without plural and final vowel, so that English and Italian forms fall together."""
    if len(word) <= 3:
        return word
    bare = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    while len(bare) > 3 and bare[-1] in "aeio":
        bare = bare[:-1]
    return bare


def _urdu_keys(word: str) -> list[str]:
    key = skeleton(word)
    if len(key) < _SHORTEST_SKELETON:
        return ["=" + word]
    keys = ["~" + key]
    if key.endswith("n") and len(key) > _SHORTEST_SKELETON:
        keys.append("~" + key[:-1])
    return keys


def keys_of(word: str, roman: bool) -> list[str]:
    """Keys under which a folded word may stand in the lexicon; `roman` adds those of Urdu in Latin
    letters."""
    if is_urdu_letter(word[0]):
        return _urdu_keys(word)
    own = [stem(word)]
    if roman:
        own.extend(key for key in _urdu_keys(word))
    return own


def _term_key(word: str, writing: str) -> str:
    return _urdu_keys(word)[0] if writing in ("ur", "ur-Latn") else stem(word)


def _terms(cell: str) -> Iterator[tuple[str, float]]:
    for term in cell.split("|"):
        bare = term.strip().lstrip("~").strip()
        if bare:
            yield bare, HINT if term.strip().startswith("~") else 1.0


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts in the order of the file."""
    text = files("matching").joinpath("data/concepts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    return tuple(
        Concept(row["code"], tuple(row["nace"].split()), {w: tuple(_terms(row[w] or "")) for w in _WRITINGS})
        for row in rows
    )


class Lexicon:
    """Finds concepts in a text by its words; built once from a list of concepts."""

    def __init__(self, known: Iterable[Concept]) -> None:
        self.codes = [concept.code for concept in known]
        self._phrases: dict[Phrase, dict[int, float]] = {}
        self._beginnings: dict[str, dict[int, float]] = {}
        self._openings: set[str] = set()
        for column, concept in enumerate(known):
            for writing, terms in concept.terms.items():
                for term, weight in terms:
                    self._add(column, writing, term, weight)

    def _add(self, column: int, writing: str, term: str, weight: float) -> None:
        if term.endswith("*"):
            self._keep(self._beginnings.setdefault(words(term)[0], {}), column, weight)
            return
        phrase = tuple(_term_key(word, writing) for word in words(term))[:LONGEST_PHRASE]
        if phrase:
            self._keep(self._phrases.setdefault(phrase, {}), column, weight)
            self._openings.add(phrase[0])

    @staticmethod
    def _keep(found: dict[int, float], column: int, weight: float) -> None:
        found[column] = max(weight, found.get(column, 0.0))

    def find(self, text: str, language: str) -> dict[int, float]:
        """Columns of the concepts that the text names, with the weight of the strongest term of each."""
        tokens = words(text)
        keys = [keys_of(token, language == "ur-Latn") for token in tokens]
        found: dict[int, float] = {}
        place = 0
        while place < len(tokens):
            length, hits = self._longest(tokens, keys, place)
            for column, weight in hits.items():
                self._keep(found, column, weight)
            place += max(length, 1)
        return found

    def _longest(self, tokens: list[str], keys: list[list[str]], place: int) -> tuple[int, dict[int, float]]:
        for opening in keys[place]:
            if opening not in self._openings:
                continue
            for length in range(min(LONGEST_PHRASE, len(tokens) - place), 0, -1):
                hits = self._at((opening,), keys[place + 1 : place + length])
                if hits:
                    return length, hits
        return 1, self._beginning_with(tokens[place])

    def _at(self, phrase: Phrase, rest: list[list[str]]) -> dict[int, float]:
        if not rest:
            return self._phrases.get(phrase, {})
        for key in rest[0]:
            hits = self._at((*phrase, key), rest[1:])
            if hits:
                return hits
        return {}

    def _beginning_with(self, token: str) -> dict[int, float]:
        for length in range(len(token), 3, -1):
            if token[:length] in self._beginnings:
                return self._beginnings[token[:length]]
        return {}


@cache
def trade_lexicon() -> Lexicon:
    """The lexicon over all concepts of the file."""
    return Lexicon(concepts())
