"""How many said what: cells of the columns that can be counted, counted while the rows of a list go by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pin_app.attendees.columns import Column
from pin_app.attendees.services.listing import listing_of
from pin_app.attendees.wanted import Wanted
from pin_app.events.models import Event

MOST_VALUES = 40  # a column in which people said more than that tells nothing by numbers
_DAY = re.compile(r"\s*\(\d{4}-\d\d-\d\d\)$", re.ASCII)  # of a consent


@dataclass(frozen=True, slots=True)
class Total:
    """How many have each value in one column, the most frequent first; an empty value is no answer."""

    heading: str
    values: list[tuple[str, int]]


class Counts:
    """Counts the cells of a list as its rows go by."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = [(place, column) for place, column in enumerate(columns) if column.counted]
        self._found: dict[int, Counter[str]] = {place: Counter() for place, _ in self._columns}
        self.rows = 0

    def seeing(self, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Hand the rows on, and count them."""
        counters = list(self._found.items())
        for row in rows:
            for place, counter in counters:
                counter[row[place]] += 1
            self.rows += 1
            yield row

    @property
    def totals(self) -> list[Total]:
        """What was counted, column by column; the same word in other letters is the same answer.

        A column in which nobody said anything is left out.
        """
        found = (Total(column.heading, _merged(self._found[place])) for place, column in self._columns)
        return [total for total in found if len(total.values) <= MOST_VALUES and any(dict(total.values))]


def counts_of(event: Event, preset: str, wanted: Wanted) -> Counts:
    """Count the people of a list by all that can be counted, sensitive answers among it; names nobody."""
    whole = listing_of(event, preset, wanted)
    keys = tuple(column.key for column in whole.allowed if column.counted)
    listing = listing_of(event, preset, wanted, keys)
    counts = Counts(listing.columns)
    for _row in counts.seeing(listing.rows()):
        pass
    return counts


def _merged(counter: Counter[str]) -> list[tuple[str, int]]:
    words: dict[str, str] = {}
    found: Counter[str] = Counter()
    for cell, count in counter.most_common():
        shown = _DAY.sub("", " ".join(cell.split()))
        key = shown.casefold()
        words.setdefault(key, shown)
        found[key] += count
    return sorted(((words[key], count) for key, count in found.items()), key=lambda one: (-one[1], one[0]))
