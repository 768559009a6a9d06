"""Who was at which session: one line a person, with all their registrations in a series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pin_app.registrations.models import STANDING
from pin_app.trainings.sessions import Session

PRESENT, ABSENT, EXPECTED, WAITING, NONE = "present", "absent", "registered", "waiting", "none"


class Row(NamedTuple):
    """What attendance needs of a registration."""

    id: int
    public_id: str
    event_id: int
    user_id: int | None
    state: str
    surname: str
    given_name: str
    name_key: str
    email: str
    organisation: str
    language: str


Seen = Mapping[int, set[tuple[int | None, date]]]
"""Check-ins by registration, as point of the programme (None: of the day) and day."""


@dataclass(frozen=True)
class Person:
    """Somebody with all their registrations in a series; the first one stands for the person."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The registration that came first."""
        return self.rows[0]

    @property
    def newest(self) -> Row:
        """The registration that says how the name is written and where mail goes now."""
        return self.rows[-1]

    def at(self, event_id: int) -> list[Row]:
        """The registrations for one date; a cancelled one may stand beside a later one."""
        return [row for row in self.rows if row.event_id == event_id]


@dataclass(frozen=True)
class Line:
    """One person's attendance: a state for each session, and what it comes to."""

    person: Person
    states: tuple[str, ...]
    sessions: int  # attended
    of_sessions: int
    minutes: int  # attended; 0 where the length of one of them is not known


def people_of(rows: Iterable[Row]) -> list[Person]:
    """Bring together what belongs to one person: the same e-mail and name, or the same account.

    One account may register several people: its registrations are taken for one person only where the names
    are at different dates, the earliest registrations before later ones. Sorted by name.
    """
    by_name: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        by_name.setdefault((row.email, row.name_key), []).append(row)
    found: list[list[Row]] = []
    by_user: dict[int, list[list[Row]]] = {}
    for group in by_name.values():
        user = next((row.user_id for row in group if row.user_id), None)
        mine = by_user.setdefault(user, []) if user else []
        fitting = next((other for other in mine if not _dates(other) & _dates(group)), None)
        if fitting is not None:
            fitting.extend(group)
            continue
        found.append(group)
        mine.append(group)
    people = [Person(tuple(sorted(group, key=lambda row: row.id))) for group in found]
    return sorted(people, key=lambda one: (*_named(one.newest), one.first.id))


def line_of(person: Person, sessions: Sequence[Session], seen: Seen, moment: datetime) -> Line:
    """Return one person's attendance as it stands at a moment."""
    states = tuple(_state(person, session, seen, moment) for session in sessions)
    attended = [session for session, state in zip(sessions, states, strict=True) if state == PRESENT]
    known = all(session.minutes for session in attended)
    minutes = sum(session.minutes for session in attended) if known else 0
    return Line(person, states, len(attended), len(sessions), minutes)


def present_at(people: Iterable[Person], sessions: Sequence[Session], seen: Seen) -> list[int]:
    """Return how many of some people were at each session, without looking at all of their states."""
    at_date: dict[int, list[tuple[int, Session]]] = {}
    for place, session in enumerate(sessions):
        at_date.setdefault(session.event.id, []).append((place, session))
    counts = [0] * len(sessions)
    for person in people:
        scanned = [(row.event_id, seen[row.id]) for row in person.rows if row.id in seen]
        attended = {
            place
            for event_id, found in scanned
            for place, session in at_date.get(event_id, ())
            if session.was_attended(found)
        }
        for place in attended:
            counts[place] += 1
    return counts


def _state(person: Person, session: Session, seen: Seen, moment: datetime) -> str:
    rows = person.at(session.event.id)
    if any(session.was_attended(seen.get(row.id, set())) for row in rows):
        return PRESENT
    states = {row.state for row in rows} & set(STANDING)
    if not states:
        return NONE
    if "registered" not in states:
        return WAITING
    return ABSENT if session.ends_at <= moment else EXPECTED


def _dates(group: Iterable[Row]) -> set[int]:
    return {row.event_id for row in group}


def _named(row: Row) -> tuple[str, str]:
    return row.surname.casefold(), row.given_name.casefold()
