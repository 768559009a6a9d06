"""Keys under which the forms and spellings of one word fall together, within and across writings."""

from __future__ import annotations

import re
from functools import lru_cache

from matching.skeleton import is_urdu_letter, skeleton

_LONG_ENOUGH = 4  # consonants that make a skeleton rare enough to stand for a word
_SURE_KEY = len("ur:") + 3
_KEPT = 4  # letters that a shortened Latin word keeps at least
_DOUBLED = re.compile(r"(.)\1")
_URDU_TAIL = re.compile(r"(?:ون|ین|ات|[اہےیو]+)$")
_ROMAN_TAIL = re.compile(r"(?:[aeiouy]|[aeiou]h)+$")


def latin_stem(word: str) -> str:
    """An English or Italian word without plural and final vowel."""
    bare = word[:-1] if len(word) > _KEPT - 1 and word.endswith("s") and not word.endswith("ss") else word
    while len(bare) > _KEPT and bare[-1] in "aeio":
        bare = bare[:-1]
    return bare


def roman_stem(word: str) -> str:
    """A word of Roman Urdu with one spelling for what is written in many, without its last vowels."""
    single = word.replace("ee", "i").replace("oo", "u").replace("aa", "a").replace("w", "v").replace("q", "k")
    single = _DOUBLED.sub(r"\1", single)
    short = _ROMAN_TAIL.sub("", single)
    return short if len(short) >= 3 else single


def urdu_stem(word: str) -> str:
    """A word in Urdu script without the endings of number and gender."""
    short = _URDU_TAIL.sub("", word)
    return short if len(short) >= 2 else word


def _skeletons(word: str) -> list[str]:
    key = skeleton(word)
    shorter = key[:-1] if key.endswith("n") else ""
    return [k for k in (key, shorter) if len(k) >= _LONG_ENOUGH]


def is_telling(key: str) -> bool:
    """Is the key enough by itself, outside a phrase? The short stems of `پڑھائی` and `پڑتا` are the same."""
    return key[0] in "=~" or len(key) >= _SURE_KEY


@lru_cache(maxsize=10_000)
def keys_of(word: str, language: str) -> list[str]:
    """Keys to look up for a folded word of a text in `language`, the surest first, its exact form before all.

    Skeletons lead from one script to the other; within Urdu script they would only confuse words.
    """
    exact, spoken = exact_key(word, language), _skeletons(word)
    if is_urdu_letter(word[0]):
        return [exact, "ur:" + urdu_stem(word), *("~ur-Latn:" + k for k in spoken)]
    own, english, italian = latin_stem(word), "en:" + latin_stem(word), "it:" + latin_stem(word)
    if language == "ur-Latn":
        heard = [f"~{writing}:{k}" for k in spoken for writing in ("ur-Latn", "ur")]
        return [exact, "ro:" + roman_stem(word), english, *heard, *([italian] if len(own) > _KEPT else [])]
    first, second = (italian, english) if language == "it" else (english, italian)
    return [exact, first, second] if len(own) > _KEPT else [exact, first]


def exact_key(word: str, writing: str) -> str:
    """Key under which a folded word of a term is kept as it is written."""
    return f"={writing}:{word}"


def term_key(word: str, writing: str) -> str:
    """Key under which a folded word of a term is kept with all its forms."""
    if is_urdu_letter(word[0]):
        return "ur:" + urdu_stem(word)
    if writing == "ur-Latn":
        return "ro:" + roman_stem(word)
    return f"{writing if writing in ('en', 'it') else 'en'}:{latin_stem(word)}"


def skeleton_key(word: str, writing: str) -> str:
    """Key of a folded word of Urdu by its consonants; empty where it is too short to be sure."""
    keys = _skeletons(word)
    return f"~{writing}:{keys[0]}" if keys else ""
