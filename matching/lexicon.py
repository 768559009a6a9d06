"""The trade lexicon: finds concepts of goods, machines, services and roles by their words in four
writings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from matching.concepts import HINT, Concept, concepts
from matching.folding import words, words_of
from matching.phrases import NOTHING, Found, Phrase, Phrases, Word, keep, longest_phrase
from matching.word_keys import exact_key, is_telling, keys_of, skeleton_key, term_key

LONGEST_PHRASE = 4
_REMEMBERED = 4096  # texts whose concepts are kept at hand
_WORDS = 30_000  # words of a writing of which it is kept what they stand for


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
        self._phrases = Phrases()
        self._beginnings: dict[str, Found] = {}
        self._read: dict[tuple[str, str], Found] = {}
        self._words: dict[str, dict[str, Word]] = {}
        for column, concept in enumerate(known):
            for writing, terms in concept.terms.items():
                for term, weight in terms:
                    self._add(column, writing, term, weight * concept.weight)

    def _add(self, column: int, writing: str, term: str, weight: float) -> None:
        if term.endswith("*") and " " not in term:
            key = f"{writing}:{words(term)[0]}"
            keep(self._beginnings.setdefault(key, {}), column, weight)
            return
        listed = words(term)[:LONGEST_PHRASE]
        spoken = tuple(skeleton_key(word, writing) for word in listed)
        self._add_phrase(tuple(term_key(word, writing) for word in listed), column, weight)
        self._add_phrase(tuple(exact_key(word, writing) for word in listed), column, weight)
        if writing in ("ur", "ur-Latn") and all(spoken):
            self._add_phrase(spoken, column, weight)

    def _add_phrase(self, keys: Phrase, column: int, weight: float) -> None:
        if keys:
            self._phrases.add(keys, column, weight)

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
        """The longest phrase from each place on, or what the word there stands for by itself."""
        known = self._words.setdefault(language, {})
        said = [known.get(token) or self._word(token, language) for token in words_of(text)]
        found: Found = {}
        place = 0
        while place < len(said):
            word = said[place]
            length, hits = longest_phrase(said, place) if word.openings else (1, NOTHING)
            for column, weight in hits.items() if hits else word.alone:
                keep(found, column, weight)
            place += length
        return found

    def _word(self, token: str, language: str) -> Word:
        """Look a word up and keep it at hand."""
        known = self._words[language]
        if len(known) >= _WORDS:
            known.clear()
        known[token] = word = self._looked_up(token, language)
        return word

    def _looked_up(self, token: str, language: str) -> Word:
        """A word that many say hints at a concept where a term is written exactly so, little ones do not."""
        little, common = token in little_words()[language], token in known_forms()[language]
        keys = self._keys(token, language)
        single = [] if little else keys[: 1 if common else None]
        alone = next(filter(None, (self._phrases.of(key) for key in single if is_telling(key))), NOTHING)
        if not alone and not little and not common:
            alone = self._beginning_with(token, language)
        share = HINT if common else 1.0
        return self._phrases.word(keys, tuple((column, min(w, share)) for column, w in alone.items()))

    def _beginning_with(self, token: str, language: str) -> Found:
        for writing in ("en", "it") if language == "ur-Latn" else (language, "en", "it"):
            for length in range(len(token), 3, -1):
                found = self._beginnings.get(f"{writing}:{token[:length]}")
                if found is not None:
                    return found
        return {}


@cache
def trade_lexicon() -> Lexicon:
    """The lexicon over all concepts of the file."""
    return Lexicon(concepts())
