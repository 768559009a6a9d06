"""The trade lexicon: finds concepts of goods, machines, services and roles by their words in four
writings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from matching.concepts import HINT, Concept, concepts
from matching.folding import words
from matching.word_keys import exact_key, is_telling, keys_of, skeleton_key, term_key

LONGEST_PHRASE = 4
_REMEMBERED = 100_000  # texts whose concepts are kept at hand
Phrase = tuple[str, ...]
Found = dict[int, float]


@cache
def little_words() -> dict[str, frozenset[str]]:
    """Folded words of each writing that name no trade by themselves."""
    return _listed("little_words.txt")


@cache
def known_forms() -> dict[str, frozenset[str]]:
    """Folded words of each writing that are said everywhere: they are never taken for a form of a term."""
    return _listed("known_forms.txt")


def _listed(name: str) -> dict[str, frozenset[str]]:
    text = files("matching").joinpath("data", name).read_text(encoding="utf-8")
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
        listed = words(term)[:LONGEST_PHRASE]
        spoken = tuple(skeleton_key(word, writing) for word in listed)
        self._add_phrase(tuple(term_key(word, writing) for word in listed), column, weight)
        self._add_phrase(tuple(exact_key(word, writing) for word in listed), column, weight)
        if writing in ("ur", "ur-Latn") and all(spoken):
            self._add_phrase(spoken, column, weight)

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
        little, known = little_words()[language], known_forms()[language]
        keys = [self._keys(token, language) for token in tokens]
        found: Found = {}
        place = 0
        while place < len(tokens):
            token = tokens[place]
            single = [] if token in little else keys[place][: 1 if token in known else None]
            length, hits = self._longest(keys, place, list(filter(is_telling, single)))
            if not hits and token not in little | known:
                hits = self._beginning_with(token, language)
            share = HINT if length == 1 and token in known else 1.0
            for column, weight in hits.items():
                _keep(found, column, min(weight, share))
            place += length
        return found

    def _longest(self, keys: Sequence[Sequence[str]], place: int, single: Sequence[str]) -> tuple[int, Found]:
        """The longest phrase from a place on, or what one of the keys `single` stands for by itself."""
        opened = [(self._openings.get(opening, 0), opening) for opening in keys[place]]
        longest = min(max((reach for reach, _ in opened), default=0), len(keys) - place)
        for length in range(longest, 1, -1):
            for reach, opening in opened:
                hits = self._at((opening,), keys[place + 1 : place + length]) if reach >= length else {}
                if hits:
                    return length, hits
        return 1, next((self._phrases[(key,)] for key in single if (key,) in self._phrases), {})

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
