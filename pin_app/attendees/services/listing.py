"""One list: the same rows for the screen and for every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from pin_app.attendees import pseudonyms
from pin_app.attendees.columns import Column, columns_of
from pin_app.attendees.presets import PRESETS, Preset
from pin_app.attendees.queries import people
from pin_app.attendees.queries.chunks import Chunk, chunk_of
from pin_app.attendees.queries.people import Condition
from pin_app.attendees.wanted import Wanted
from pin_app.events import queries as events
from pin_app.events.models import Event, Question

PER_PAGE = 50
Cells = tuple[str, ...]
Through = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody on the screen: the address, and the cells as they stand in the file."""

    public_id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list, and from whom to go on or back; empty where there is nobody."""

    people: list[Shown]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Listing:
    """Whom somebody asked for, and with which columns; make it with `listing_of`."""

    event: Event
    preset: Preset
    wanted: Wanted
    questions: Sequence[Question]
    allowed: Sequence[Column]
    columns: Sequence[Column]
    where: Sequence[Condition]

    @property
    def head(self) -> list[str]:
        """The headings."""
        return [column.heading for column in self.columns]

    @property
    def order(self) -> str:
        """The order of the rows; of a list without names it tells neither the alphabet nor who came first."""
        return "shuffled" if self.preset.pseudonymous else self.wanted.order

    @cached_property
    def total(self) -> int:
        """How many people it has."""
        return people.count(self.where)

    def rows(self, through: Through | None = None) -> Iterator[Cells]:
        """Return the cells of everybody, in order; call it inside a snapshot.

        The cells of a column go `through` what is given, some hundred at a time.
        """
        chunks = people.chunks(self.where, self.order, self._names, len(self.columns))
        return chain.from_iterable(self._cells(self._chunk(rows), through) for rows in chunks)

    def page(self, anchor: str = "", back: bool = False, size: int = PER_PAGE) -> Leaf:
        """Return some people after somebody, or before."""
        start = people.anchor_of(self.event, anchor) if anchor else 0
        found = people.beside(self.where, self.order, self._names, start, size + 1, back)
        more, back = len(found) > size, back and bool(start)
        chunk = self._chunk(found[-size:] if back else found[:size])
        names: Sequence[str] = chunk.columns["public_id"]
        shown = [Shown(*one) for one in zip(names, self._cells(chunk), strict=True)]
        ends = (names[0], names[-1]) if names else ("", "")
        goes_back, goes_on = (more, True) if back else (bool(start), more)
        return Leaf(shown, ends[0] if goes_back else "", ends[1] if goes_on else "")

    @cached_property
    def _names(self) -> list[str]:
        needed = (name for column in self.columns for name in column.needs)
        return list(dict.fromkeys(("public_id", *needed)))

    def _chunk(self, rows: Sequence[people.Person]) -> Chunk:
        needs = frozenset(column.beside for column in self.columns if column.beside)
        return chunk_of(self._names, rows, needs)

    def _cells(self, chunk: Chunk, through: Through | None = None) -> Iterator[Cells]:
        read = (column.read(chunk) for column in self.columns)
        return zip(*(map(through, read) if through else read), strict=True)


def listing_of(
    event: Event, preset: str = "organiser", wanted: Wanted | None = None, keys: Sequence[str] = ()
) -> Listing:
    """Return the list of an event with the named columns, in the language in use."""
    kind, asked = PRESETS[preset], wanted or Wanted()
    questions = events.questions_of(event, retired=True)
    where = people.rules(event, questions, asked, *kind.conditions(event))
    columns = columns_of(event, questions)
    chosen = kind.chosen(columns, keys)
    if kind.pseudonymous:
        counts = people.combinations(where, pseudonyms.TRAITS)
        banded = pseudonyms.in_bands(chosen, partial(people.meetings_held, event, where))
        chosen = [pseudonyms.column_of(event), *pseudonyms.masked(banded, pseudonyms.levels(counts))]
    return Listing(event, kind, asked, questions, kind.allowed(columns), chosen, where)
