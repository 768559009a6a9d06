"""Bring the forms of one word together, roughly, in English, Italian, Urdu and Roman Urdu."""

import re

_DOUBLED = re.compile(r"(.)\1")
_LATIN_TAIL = re.compile(r"(?:es|s|[aeiou]+)$")
_URDU_TAIL = re.compile(r"(?:یون|ین|ون|ات|ے|ی|ہ|ا)$")
_KEPT = 3  # letters that always stay


def spelling(word: str) -> str:
    """Return a folded word with the spellings that Roman Urdu mixes written one way (jarrahi, jarahee)."""
    if not word.isascii():
        return word
    single = word.replace("ee", "i").replace("oo", "u").replace("w", "v").replace("q", "k")
    return _DOUBLED.sub(r"\1", single)


def stem(word: str) -> str:
    """Return a folded word without its plural or gender ending."""
    spelled = spelling(word)
    tail = _LATIN_TAIL if spelled.isascii() else _URDU_TAIL
    short = tail.sub("", spelled)
    return short if len(short) >= _KEPT and not spelled.isdigit() else spelled
