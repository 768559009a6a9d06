"""Roman Urdu in Urdu letters, for an encoder that has learned Urdu but not its Latin spellings.

A word is taken from the words of our own lists: those said everywhere, then terms of one line of a lexicon
that stand in both writings, then every known word of Urdu with the same consonants and the most alike
vowels. What is not found, or is English, stays as it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from matching.concepts import Concept, concepts
from matching.everyday import everyday_words
from matching.lexicon import known_forms, little_words
from matching.sectors import all_sectors
from matching.skeleton import is_urdu_letter, skeleton
from matching.writing import find_language

ALIKE: Final = 0.55
"""How much of its letters a word must share with one of the same consonants that it is taken for."""

_WORDS = 30_000  # words of which it is kept how they are spelled
_LONGEST = 20
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_URDU_WORD = re.compile(r"[\u0620-\u06d3]+")
_VOWELS = {"ا": "a", "آ": "aa", "و": "o", "ی": "i", "ے": "e", "ئ": "i", "ع": "a", "ؤ": "o"}
_HEARD = {"ہ": "h", "ھ": "h", "ح": "h", "ں": "n", "چ": "ch", "ش": "sh"}
_SPELLINGS = tuple(zip(("oo", "ee", "q", "w", "v", "y", "u"), "oikooio", strict=True))


def in_urdu_letters(text: str) -> str:
    """A text of Roman Urdu with its words in Urdu letters where they are known; any other as it is."""
    if find_language(text) != "ur-Latn":
        return text
    return _LATIN_WORD.sub(lambda found: _spelled(found[0].lower()) or found[0], text)


@lru_cache(maxsize=_WORDS)
def _spelled(word: str) -> str:
    said = _common().get(word)
    if said:
        return said
    if word in _listed():
        return _most_alike(word, _listed()[word], 0.0)
    known = word in _english() or len(word) > _LONGEST
    return "" if known else _most_alike(word, _by_consonants().get(skeleton(word), ()), ALIKE)


def _most_alike(word: str, candidates: Sequence[str], least: float) -> str:
    """The candidate whose vowels fit best, the shorter of equals; empty where none fits."""
    for spelling, plain in _SPELLINGS:
        word = word.replace(spelling, plain)
    rated = [(SequenceMatcher(None, word, _sound(one)).ratio(), -len(one), one) for one in candidates]
    likeness, _, best = max(rated, default=(0.0, 0, ""))
    return best if likeness >= least else ""


def _sound(word: str) -> str:
    """An Urdu word in Latin letters, as far as it is written."""
    return "".join(_VOWELS.get(c) or _HEARD.get(c) or skeleton(c) for c in word)


@cache
def _common() -> Mapping[str, str]:
    text = files("matching").joinpath("data/roman_words.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {spelling: urdu for urdu, *spellings in lines for spelling in spellings}


def _entries() -> Iterator[Concept]:
    yield from concepts()
    yield from everyday_words()


def _urdu_terms(concept: Concept) -> list[str]:
    return [word for term, _ in concept.terms["ur"] for word in _URDU_WORD.findall(term)]


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """Roman words of the lexicons to the Urdu words of their line that have the same consonants."""
    out: dict[str, tuple[str, ...]] = {}
    for concept in _entries():
        urdu = _urdu_terms(concept)
        for word in (word for term, _ in concept.terms["ur-Latn"] for word in term.split()):
            same = tuple(dict.fromkeys(one for one in urdu if skeleton(one) == skeleton(word)))
            if same and word not in out:
                out[word] = same
    return out


@cache
def _by_consonants() -> Mapping[str, tuple[str, ...]]:
    known = {word for concept in _entries() for word in _urdu_terms(concept)}
    known |= {w for s in all_sectors().values() for w in _URDU_WORD.findall(s.labels.get("ur", ""))}
    known |= {w for w in (*known_forms()["ur"], *little_words()["ur"]) if is_urdu_letter(w[0])}
    out: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        out[skeleton(word)].append(word)
    return {key: tuple(listed) for key, listed in out.items()}


@cache
def _english() -> frozenset[str]:
    said = (term.rstrip("*") for concept in _entries() for term, _ in concept.terms["en"])
    return frozenset(word for term in said for word in term.split())
