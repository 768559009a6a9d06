"""The trade lexicon: finds concepts of goods, machines, services and roles by their words in four
writings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from matching.concepts import Concept, concepts
from matching.folding import words
from matching.word_keys import keys_of, skeleton_key, term_key

LONGEST_PHRASE = 4
_REMEMBERED = 100_000  # texts whose concepts are kept at hand
Phrase = tuple[str, ...]
Found = dict[int, float]


@cache
def little_words() -> dict[str, frozenset[str]]:
    """Folded words of each writing that name no trade by themselves."""
    text = files("matching").joinpath("data/little_words.txt").read_text(encoding="utf-8")
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {writing: frozenset(words(listed)) for writing, _, listed in lines}


class Lexicon:
    """Phrases of word keys and beginnings of words, each with the concepts that they stand for."""

    def __init__(self, known: Sequence[Concept]) -> None:
        self.codes = [concept.code for concept in known]
        self._phrases: dict[Phrase, Found] = {}
        self._beginnings: dict[str, Found] = {}
        self._openings: dict[str, int] = {}
        self._read: dict[tuple[str, str], Found] = {}
        for column, concept in enumerate(known):
            for writing, terms in concept.terms.items():
                for term, weight in terms:
                    self._add(column, writing, term, weight * concept.weight)

    def _add(self, column: int, writing: str, term: str, weight: float) -> None:
        if term.endswith("*") and " " not in term:
            key = f"{writing}:{words(term)[0]}"
            _keep(self._beginnings.setdefault(key, {}), column, weight)
            return
        phrase = tuple(term_key(word, writing) for word in words(term))[:LONGEST_PHRASE]
        spoken = tuple(skeleton_key(word) for word in words(term))[:LONGEST_PHRASE]
        both = (phrase, spoken) if writing in ("ur", "ur-Latn") and all(spoken) else (phrase,)
        for keys in both:
            self._add_phrase(keys, column, weight)

    def _add_phrase(self, keys: Phrase, column: int, weight: float) -> None:
        if keys:
            _keep(self._phrases.setdefault(keys, {}), column, weight)
            self._openings[keys[0]] = max(len(keys), self._openings.get(keys[0], 0))

    def _keys(self, token: str, language: str) -> list[str]:
        """Keys to look up for a folded word, the surest first."""
        return keys_of(token, language)

    def find(self, text: str, language: str) -> Found:
        """Columns of the concepts that the text names, with the weight of the strongest term; read only."""
        known = self._read.get((text, language))
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            known = self._read[text, language] = self._find(text, language)
        return known

    def _find(self, text: str, language: str) -> Found:
        tokens = words(text)
        little = little_words()[language]
        keys = [self._keys(token, language) for token in tokens]
        found: Found = {}
        place = 0
        while place < len(tokens):
            length, hits = self._longest(tokens, keys, place, language, little)
            for column, weight in hits.items():
                _keep(found, column, weight)
            place += length
        return found

    def _longest(self, tokens: Sequence[str], keys: Sequence[Sequence[str]], place: int, language: str,
                 little: frozenset[str]) -> tuple[int, Found]:  # fmt: skip
        alone = tokens[place] not in little
        for opening in keys[place]:
            longest = min(self._openings.get(opening, 0), len(tokens) - place)
            for length in range(longest, 0 if alone else 1, -1):
                hits = self._at((opening,), keys[place + 1 : place + length])
                if hits:
                    return length, hits
        return 1, self._beginning_with(tokens[place], language) if alone else {}

    def _at(self, phrase: Phrase, rest: Sequence[Sequence[str]]) -> Found:
        if not rest:
            return self._phrases.get(phrase, {})
        for key in rest[0]:
            hits = self._at((*phrase, key), rest[1:])
            if hits:
                return hits
        return {}

    def _beginning_with(self, token: str, language: str) -> Found:
        for writing in ("en", "it") if language == "ur-Latn" else (language, "en", "it"):
            for length in range(len(token), 3, -1):
                found = self._beginnings.get(f"{writing}:{token[:length]}")
                if found is not None:
                    return found
        return {}


def _keep(found: Found, column: int, weight: float) -> None:
    found[column] = max(weight, found.get(column, 0.0))


@cache
def trade_lexicon() -> Lexicon:
    """The lexicon over all concepts of the file."""
    return Lexicon(concepts())
