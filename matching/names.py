"""Names of parties and people, compared across scripts and spellings: how alike two of them are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from matching.folding import words
from matching.skeleton import is_urdu_letter, skeleton

_COMMON_WEIGHT = 0.4
_SHARP = 1.5  # two words that only nearly sound the same count less than their likeness
_LONGEST_NAME, _LONGEST_WORD, _MOST_WORDS = 300, 40, 12
_NEAR = {
    frozenset(pair)
    for pair in ("gj", "ck", "cs", "ks", "bp", "td", "zj", "zs", "sx", "cx", "dz", "vb", "vf", "mn", "gk")
}
_NEAR_COST = 0.35
_ARTICLES = (("al", 4), ("ال", 3))  # and how many letters must follow: "Altaf" and "Ali" have none
_WITH_ARTICLE = 0.97


@cache
def _listed(kind: str) -> tuple[str, ...]:
    """What `data/name_words.txt` lists under a heading."""
    text = files("matching").joinpath("data/name_words.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines())
    return tuple(item for heading, *items in lines if heading == kind for item in items)


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(words(" ".join(_listed(kind))))


@cache
def _common() -> frozenset[str]:
    return frozenset(map(skeleton, _folded("common")))


@cache
def _short() -> dict[str, str]:
    return dict(item.split("=", 1) for item in _listed("short"))


def telling_words(name: str) -> list[str]:
    """The folded words of a name without its legal form; all of them where it consists of nothing else.

    "Limited" and "Ltd" say the same; "Corporation" may be another party of the same group.
    """
    found = words(name)
    return [word for word in found if word not in _folded("legal")] or found


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words by which a name is compared: no legal form, no little word, short forms written out."""
    found = [word[:_LONGEST_WORD] for word in telling_words(name[:_LONGEST_NAME])]
    telling = [_short().get(word, word) for word in found if word not in _folded("link")]
    return tuple(telling or found)[:_MOST_WORDS]


@lru_cache(maxsize=200_000)
def word_weight(word: str) -> float:
    """How much a word of a name tells: one, less where many parties are called so."""
    return _COMMON_WEIGHT if skeleton(word) in _common() else 1.0


def information(name: str) -> float:
    """How much a whole name tells, in telling words."""
    return sum(map(word_weight, set(name_words(name))))


def without_article(word: str) -> str:
    """A word less the Arabic article that is often written as one with it: "alnoor", "النور"."""
    for article, least in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + least:
            return word.removeprefix(article)
    return word


@lru_cache(maxsize=200_000)
def word_likeness(first: str, second: str) -> float:
    """How alike two folded words sound, in [0, 1], with or without an article; numbers are equal or not."""
    bare = {(without_article(first), second), (first, without_article(second))} - {(first, second)}
    return max([_sounds_like(first, second), *(_WITH_ARTICLE * _sounds_like(*pair) for pair in bare)])


def _sounds_like(first: str, second: str) -> float:
    if first == second:
        return 1.0
    if first.isdigit() or second.isdigit():
        return 0.0
    keys = skeleton(first), skeleton(second)
    spoken = _ratio(*keys) if all(keys) else 0.0
    if is_urdu_letter(first[0]) != is_urdu_letter(second[0]):
        return spoken if min(map(len, keys)) > 1 else 0.8 * spoken
    written = _ratio(first, second)
    sure = min(map(len, keys)) > 2
    return max(written, 0.95 * spoken if sure else (written + spoken) / 2)


def name_likeness(first: str, second: str) -> float:
    """How alike two names are, in [0, 1], whatever the order of the words, the script and the legal form."""
    ours, theirs = name_words(first), name_words(second)
    if not ours or not theirs:
        return 0.0
    apart = _overlap(ours, theirs)
    if any(word.isdigit() for word in (*ours, *theirs)) or not (apart > 0.4 or 1 in (len(ours), len(theirs))):
        return apart
    return max(apart, 0.95 * _ratio("".join(map(skeleton, ours)), "".join(map(skeleton, theirs))))


def _overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Weight of the words that have a counterpart, best pairs first, as a share of both names."""
    pairs = sorted(
        ((word_likeness(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    met, used_ours, used_theirs = 0.0, set[int](), set[int]()
    for likeness, i, j in pairs:
        if likeness >= 0.6 and i not in used_ours and j not in used_theirs:
            used_ours.add(i)
            used_theirs.add(j)
            met += likeness**_SHARP * (word_weight(ours[i]) + word_weight(theirs[j]))
    return met / sum(map(word_weight, (*ours, *theirs)))


def _ratio(first: str, second: str) -> float:
    """One less the share of letters to change; letters of near sounds cost less."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    before = [float(n) for n in range(len(second) + 1)]
    for row, a in enumerate(first, start=1):
        line = [float(row)]
        for column, b in enumerate(second, start=1):
            change = 0.0 if a == b else _NEAR_COST if frozenset((a, b)) in _NEAR else 1.0
            line.append(min(before[column] + 1, line[-1] + 1, before[column - 1] + change))
        before = line
    return 1.0 - before[-1] / max(len(first), len(second))
