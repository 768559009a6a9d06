"""Phrases of word keys with what they stand for, and the words of a text prepared for looking them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

Phrase = tuple[str, ...]
Found = dict[int, float]
NOTHING: Final[Found] = {}


@dataclass(slots=True)
class Branch:
    """What a row of keys stands for, what may follow, and how many keys the longest phrase has in all."""

    hits: Found = field(default_factory=dict)
    after: dict[str, Branch] = field(default_factory=dict)
    longest: int = 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: keys that stand in some phrase, the phrases that they open, keys that may follow in
    these, and what the word stands for by itself."""

    keys: tuple[str, ...]
    openings: tuple[Branch, ...]
    followers: frozenset[str]
    alone: tuple[tuple[int, float], ...]


_UNKNOWN = Word((), (), frozenset(), ())


class Phrases:
    """Phrases as a tree of keys."""

    def __init__(self) -> None:
        self._first: dict[str, Branch] = {}
        self._keys: set[str] = set()

    def add(self, keys: Phrase, column: int, weight: float) -> None:
        """A phrase stands for a concept."""
        branch = first = self._first.setdefault(keys[0], Branch())
        for key in keys[1:]:
            branch = branch.after.setdefault(key, Branch())
        keep(branch.hits, column, weight)
        first.longest = max(first.longest, len(keys))
        self._keys.update(keys)

    def of(self, key: str) -> Found:
        """What one key stands for by itself."""
        branch = self._first.get(key)
        return NOTHING if branch is None else branch.hits

    def word(self, keys: Sequence[str], alone: tuple[tuple[int, float], ...]) -> Word:
        """A word with these keys, the surest first."""
        known = tuple(key for key in keys if key in self._keys)
        opened = tuple(self._first[key] for key in known if key in self._first)
        openings = tuple(branch for branch in opened if branch.longest > 1)
        followers = frozenset(key for branch in openings for key in branch.after)
        return Word(known, openings, followers, alone) if known or alone else _UNKNOWN


def longest_phrase(said: Sequence[Word], place: int) -> tuple[int, Found]:
    """The longest phrase of two words or more from a place on, by its surest keys: its length and what it
    stands for, or one and nothing."""
    openings = said[place].openings
    if place + 1 == len(said) or said[place].followers.isdisjoint(said[place + 1].keys):
        return 1, NOTHING
    most = min(max(branch.longest for branch in openings), len(said) - place)
    for length in range(most, 1, -1):
        rest = said[place + 1 : place + length]
        for branch in openings:
            hits = _followed(branch, rest) if branch.longest >= length else NOTHING
            if hits:
                return length, hits
    return 1, NOTHING


def _followed(branch: Branch, rest: Sequence[Word]) -> Found:
    if not rest:
        return branch.hits
    for key in rest[0].keys:
        after = branch.after.get(key)
        hits = NOTHING if after is None else _followed(after, rest[1:])
        if hits:
            return hits
    return NOTHING


def keep(found: Found, column: int, weight: float) -> None:
    """Note a concept with the strongest of its weights."""
    found[column] = max(weight, found.get(column, 0.0))
