"""Two versions side by side: which values differ, and which words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from pin_app.profiles.versions import FIELDS, STATED, TERMS, TIMED, is_same

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 1_500
Snapshot = Mapping[str, Any]


class Difference(NamedTuple):
    """One value that differs; `part` is fields, statement or terms, `number` counts by direction."""

    part: str
    name: str
    old: Any
    new: Any
    direction: str = ""
    number: int = 0


class Word(NamedTuple):
    """A word, or the space between words, and whether the other version lacks it."""

    text: str
    is_other: bool


def differences(old: Snapshot, new: Snapshot) -> list[Difference]:
    """Return what differs between two snapshots, in the order of a profile's page."""
    fields = list(_of(FIELDS, old["fields"], new["fields"], "fields"))
    terms = list(_of(TERMS, old["terms"], new["terms"], "terms"))
    return [*fields, *_statements(old["statements"], new["statements"]), *terms]


def marked(old: str, new: str) -> tuple[list[Word], list[Word]]:
    """Return the words of two texts, those marked that the other one lacks."""
    first, second = _split(old), _split(new)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    left, right = [], []
    for tag, a, b, c, d in blocks:
        left += _run(first[a:b], tag != "equal")
        right += _run(second[c:d], tag != "equal")
    return left, right


def _split(text: str) -> list[str]:
    found = _WORDS.findall(text)
    return found if len(found) <= _MOST_WORDS else [text]


def _run(words: list[str], is_other: bool) -> list[Word]:
    return [Word("".join(words), is_other)] if words else []


def _of(names: tuple[str, ...], old: Snapshot, new: Snapshot, part: str) -> Iterator[Difference]:
    for name in names:
        if not is_same(old.get(name), new.get(name)):
            yield Difference(part, name, old.get(name), new.get(name))


def _statements(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Difference]:
    before, after = ({one["id"]: one for one in some} for some in (old, new))
    counted = {"offer": 0, "need": 0}
    for number, present in after.items():
        counted[present["direction"]] += 1
        for one in _of((*STATED, *TIMED), before.get(number, {}), present, "statement"):
            yield one._replace(direction=present["direction"], number=counted[present["direction"]])
    for number, gone in before.items():
        if number not in after:
            yield Difference("statement", "text", gone["text"], None, gone["direction"])
