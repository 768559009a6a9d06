"""Consonant skeletons: one key for a word of Urdu whether it stands in Urdu or in Latin letters.

Vowels are written loosely in Roman Urdu and mostly not at all in Urdu script, aspiration and doubling come
and go; what both spellings share is the order of the consonants. The table below is ours.
"""

from __future__ import annotations

import re

_URDU = {
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ٹ": "t",
    "ط": "t",
    "ث": "s",
    "س": "s",
    "ص": "s",
    "ج": "j",
    "چ": "c",
    "خ": "k",
    "د": "d",
    "ڈ": "d",
    "ذ": "z",
    "ز": "z",
    "ض": "z",
    "ظ": "z",
    "ژ": "z",
    "ر": "r",
    "ڑ": "r",
    "ش": "x",
    "غ": "g",
    "ف": "f",
    "ق": "k",
    "ک": "k",
    "گ": "g",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ں": "n",
}
_URDU_OPENING = {"ا": "a", "آ": "a", "ع": "a", "ح": "h", "ہ": "h", "و": "v", "ی": "y"}
_LATIN = {c: c for c in "bdfgjklmnprstz"} | {"q": "k", "c": "k"}
_LATIN_OPENING = dict.fromkeys("aeiou", "a") | {"h": "h", "w": "v", "v": "v", "y": "y"}
_LATIN_PAIRS = (
    ("tch", "C"),
    ("ch", "C"),
    ("sh", "X"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("jh", "j"),
    ("ck", "k"),
    ("x", "ks"),
)
_REPEATED = re.compile(r"(.)\1+")


def _latin(word: str) -> str:
    for pair, single in _LATIN_PAIRS:
        word = word.replace(pair, single)
    first = _LATIN_OPENING.get(word[:1], "")
    letters = {**_LATIN, "C": "c", "X": "x"}
    return first + "".join(letters.get(c, "") for c in word)


def _urdu(word: str) -> str:
    first = _URDU_OPENING.get(word[:1], "")
    return first + "".join(_URDU.get(c, "") for c in word)


def is_urdu_letter(character: str) -> bool:
    """Does the character stand in one of the Arabic blocks?"""
    return "\u0600" <= character <= "\u06ff" or "\u0750" <= character <= "\u077f"


def skeleton(word: str) -> str:
    """Consonant key of one folded word; digits are kept, an opening vowel becomes `a`, the rest is
    dropped."""
    if word.isdigit():
        return word
    key = _urdu(word) if any(map(is_urdu_letter, word)) else _latin(word)
    return _REPEATED.sub(r"\1", key)
