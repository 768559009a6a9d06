"""Lists without names: a pseudonym a person and event, and nothing by which few people differ from others."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from flask import current_app
from flask_babel import gettext as _

from pin_app.attendees.cells import Read
from pin_app.attendees.columns import Column
from pin_app.attendees.queries.chunks import Chunk
from pin_app.events.models import Event

FEWEST = 5
TRAITS = ("kind", "country", "sector", "language")  # the columns by which somebody could be recognised
NUMBER = "meetings"  # the column by whose number somebody could be
BROAD = 2  # so many of them are still told where all together would tell too much
Combination = tuple[str, ...]
Level = Mapping[Combination, int]


def pseudonym_of(event: Event) -> Read:
    """Return what names people of this event: always the same, and nobody without our key can undo it."""
    key = b"pin.pseudonym." + str(current_app.secret_key).encode()

    def named(public_id: str) -> str:
        told = hmac.new(key, f"{event.public_id}/{public_id}".encode(), hashlib.sha256).digest()
        return base64.b32encode(told)[:10].decode()

    return lambda chunk: [named(public_id) for public_id in chunk.columns["public_id"]]


def column_of(event: Event) -> Column:
    """The column with the pseudonyms."""
    return Column("pseudonym", _("Pseudonym"), "reference", pseudonym_of(event), ltr=True)


def levels(counts: Mapping[Combination, int]) -> Level:
    """Return how many traits of each combination may be told, so that each told one is shared by FEWEST."""
    broad: Counter[Combination] = Counter()
    for combination, count in counts.items():
        if count < FEWEST:
            broad[combination[:BROAD]] += count
    return {
        combination: len(TRAITS)
        if count >= FEWEST
        else (BROAD if broad[combination[:BROAD]] >= FEWEST else 0)
        for combination, count in counts.items()
    }


def masked(columns: Iterable[Column], found: Level) -> list[Column]:
    """Return the columns with a trait left out wherever it would tell too much."""
    hidden = _("fewer than %(count)s", count=FEWEST)
    return [_masked(column, found, hidden) if column.key in TRAITS else column for column in columns]


def bands(counts: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return for each number the least and the most of its band, so that FEWEST people are in each.

    Numbers that enough people share stand alone as far as they can; nothing where all together are too few.
    """
    if sum(counts.values()) < FEWEST:
        return {}
    found: list[list[int]] = [[]]
    for number in sorted(counts):
        if sum(counts[one] for one in found[-1]) >= FEWEST:
            found.append([])
        found[-1].append(number)
    if sum(counts[one] for one in found[-1]) < FEWEST:
        last = found.pop()
        found[-1] += last
    return {number: (band[0], band[-1]) for band in found for number in band}


def in_bands(columns: Iterable[Column], held: Callable[[], Mapping[int, int]]) -> list[Column]:
    """Return the columns with the number of meetings in bands; `held` says how many people have each."""
    return [_in_bands(column, held) if column.key == NUMBER else column for column in columns]


def _in_bands(column: Column, held: Callable[[], Mapping[int, int]]) -> Column:
    whole, words = column.read, _("%(least)s to %(most)s")
    kept: dict[int, tuple[int, int]] = {}

    def read(chunk: Chunk) -> list[str]:
        if not kept:
            kept.update(bands(held()))
        return [_said(kept.get(int(cell)), words) for cell in whole(chunk)]

    return replace(column, read=read)


def _said(band: tuple[int, int] | None, words: str) -> str:
    if band is None:
        return ""
    least, most = band
    return str(least) if least == most else words % {"least": least, "most": most}


def _masked(column: Column, found: Level, hidden: str) -> Column:
    place, whole = TRAITS.index(column.key), column.read

    def read(chunk: Chunk) -> list[str]:
        combinations = zip(*(chunk.columns[trait] for trait in TRAITS), strict=True)
        told = (found.get(combination, 0) > place for combination in combinations)
        return [cell if may else hidden for cell, may in zip(whole(chunk), told, strict=True)]

    return replace(column, read=read, needs=TRAITS)
