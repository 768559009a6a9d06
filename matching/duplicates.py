"""Records that may be one party written twice: found by shared keys, judged by what they have in common."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from matching.folding import words
from matching.names import information, name_likeness, name_words, without_article
from matching.skeleton import skeleton

LEAST: Final = 0.5
"""From this score on two records are candidates: more likely one party than two."""

DUPLICATE_REASONS: Final = (
    "same_number", "same_phone", "same_email", "same_website", "same_name", "similar_name", "same_place",
    "similar_texts", "other_number", "other_country", "other_place",
)  # fmt: skip
"""Every code that a candidate may carry; the last three speak against it."""

_MOST_IN_ONE_KEY = 60  # a key that more records share tells nothing
_NOT_A_DIGIT = re.compile(r"\D+")
_SHORTEST_PHONE = 9
_LONGEST_KEY = 80
_PRIOR = -4.0
_SAME = {"same_number": 10.0, "same_phone": 8.5, "same_email": 8.5, "same_website": 6.0}


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a party when somebody asks whether it is there already; all may be missing.

    `names` are its names in any script (also the registered name, or the person of a sole trader), `numbers`
    registration numbers as "scheme:value", `places` city, district or region, `texts` what it says.
    """

    id: str
    names: tuple[str, ...]
    country: str = ""
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Two records that may be one party: a score in [0, 1] and `DUPLICATE_REASONS`, the strongest first."""

    first: str
    second: str
    score: float
    reasons: tuple[str, ...]


def duplicate_candidates(
    records: Sequence[Record], against: Sequence[Record] | None = None, least: float = LEAST
) -> list[Candidate]:
    """Pairs of `records`, or of one of them with one of `against`, that are likely one party, best first.

    Only records with a key in common are compared: the time grows with what is alike, not with the square.
    """
    pairs = _within(records) if against is None else _across(records, against)
    found = (compare(first, second) for first, second in pairs)
    kept = [candidate for candidate in found if candidate.score >= least]
    return sorted(kept, key=lambda candidate: (-candidate.score, candidate.first, candidate.second))


def blocking_keys(record: Record) -> frozenset[str]:
    """Keys of which two records of one party share at least one; a room may keep them in its own table."""
    keys = {f"n:{number}" for number in map(_number, record.numbers)}
    keys |= {f"p:{phone}" for phone in map(_phone, record.phones) if phone}
    keys |= {f"e:{email.casefold().strip()}" for email in record.emails if email}
    keys |= {f"w:{_host(site)}" for site in record.websites if site}
    for name in record.names:
        keys |= {f"s:{key}" for key in _name_keys(name)}
    return frozenset(key[:_LONGEST_KEY] for key in keys)


def compare(first: Record, second: Record) -> Candidate:
    """How likely two records are one party, and why."""
    weighed = [*_sure_signs(first, second), *_by_name(first, second), *_by_place(first, second)]
    weighed += _by_texts(first, second)
    odds = _PRIOR + sum(weight for weight, _ in weighed)
    weighed.sort(key=lambda item: (-item[0], item[1]))
    reasons = tuple(code for _, code in weighed if code)
    return Candidate(first.id, second.id, round(1 / (1 + math.exp(-odds)), 4), reasons)


def _within(records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    pairs: dict[tuple[int, int], None] = {}
    for rows in _blocks(records).values():
        if len(rows) <= _MOST_IN_ONE_KEY:
            pairs |= dict.fromkeys(combinations(rows, 2))
    return ((records[i], records[j]) for i, j in pairs)


def _across(records: Sequence[Record], against: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    blocks = _blocks(against)
    for record in records:
        shared = (blocks.get(key, []) for key in blocking_keys(record))
        rows = dict.fromkeys(row for block in shared if len(block) <= _MOST_IN_ONE_KEY for row in block)
        yield from ((record, against[row]) for row in sorted(rows) if against[row].id != record.id)


def _blocks(records: Sequence[Record]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        for key in blocking_keys(record):
            blocks[key].append(row)
    return blocks


def _name_keys(name: str) -> Iterator[str]:
    """Sounds of a name, any two of its words together, and the whole; near sounds are one."""
    found = name_words(name)
    sounds = sorted({_sound(word) for word in (*found, *map(without_article, found))} - {""})
    yield "".join(map(_sound, found))
    yield from (" ".join(pair) for pair in combinations(sounds, 2))
    yield from (sound for sound in sounds if len(sound) > 2)


_ONE_SOUND = str.maketrans({"j": "g", "c": "s", "x": "s", "z": "s", "p": "b", "d": "t", "f": "v", "m": "n"})


def _sound(word: str) -> str:
    return word if word.isdigit() else skeleton(word).translate(_ONE_SOUND)


def _number(number: str) -> str:
    scheme, _, value = number.partition(":")
    return f"{scheme}:{''.join(words(value))}"


def _phone(phone: str) -> str:
    digits = _NOT_A_DIGIT.sub("", phone)
    return digits[-_SHORTEST_PHONE:] if len(digits) >= _SHORTEST_PHONE else ""


def _host(site: str) -> str:
    return site.casefold().partition("://")[2].removeprefix("www.").partition("/")[0] or site.casefold()


def _sure_signs(first: Record, second: Record) -> Iterator[tuple[float, str]]:
    signs = {
        "same_number": (map(_number, first.numbers), map(_number, second.numbers)),
        "same_phone": (map(_phone, first.phones), map(_phone, second.phones)),
        "same_email": (map(str.casefold, first.emails), map(str.casefold, second.emails)),
        "same_website": (map(_host, first.websites), map(_host, second.websites)),
    }
    for code, (ours, theirs) in signs.items():
        if (set(ours) & set(theirs)) - {""}:
            yield _SAME[code], code
    if _differ(first.numbers, second.numbers):
        yield -5.0, "other_number"


def _differ(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both name a number of one register, and not the same."""
    mine = dict(_number(number).split(":", 1) for number in ours)
    others = dict(_number(number).split(":", 1) for number in theirs)
    return any(others[scheme] != value for scheme, value in mine.items() if scheme in others)


def _by_name(first: Record, second: Record) -> Iterator[tuple[float, str]]:
    pairs = [(name_likeness(a, b), a, b) for a in first.names for b in second.names if a and b]
    if not pairs:
        return
    likeness, ours, theirs = max(pairs, key=lambda pair: (pair[0], pair[1:]))
    telling = min(1.0, min(information(ours), information(theirs)) / 1.4)
    if likeness >= 0.999:
        yield 4.8 * telling, "same_name"
    elif likeness >= 0.7:
        yield (0.5 + 4.0 * (likeness - 0.7) / 0.3) * telling, "similar_name"
    else:
        yield -4.0 * (0.7 - likeness) / 0.7, ""


def _by_place(first: Record, second: Record) -> Iterator[tuple[float, str]]:
    if first.country and second.country and first.country != second.country:
        yield -3.0, "other_country"
    ours, theirs = _places(first), _places(second)
    if ours & theirs:
        yield 1.2, "same_place"
    elif ours and theirs:
        yield -1.5, "other_place"


def _places(record: Record) -> set[str]:
    return {_sound(word) for place in record.places for word in words(place) if len(word) > 2}


def _by_texts(first: Record, second: Record) -> Iterator[tuple[float, str]]:
    ours, theirs = _said(first), _said(second)
    if len(ours) < 4 or len(theirs) < 4:
        return
    shared = len(ours & theirs) / min(len(ours), len(theirs))
    if shared >= 0.5:
        yield 3.0 * shared, "similar_texts"


def _said(record: Record) -> set[str]:
    return {word for text in record.texts for word in words(text) if len(word) > 3}
