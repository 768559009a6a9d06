"""How good a timetable is, and why what is missing is missing, in the words of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import format_decimal
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from pin_app.db import db
from pin_app.events import showing
from pin_app.meetings import words
from pin_app.meetings.models import MeetingRun, MeetingSeat, MeetingSlot
from pin_app.meetings.queries import people, runs, setup
from pin_app.meetings.showing import name_of
from pin_app.registrations.models import Registration


class Summary(NamedTuple):
    """How many meetings there are, who has none, and the "musts" that were not met."""

    meetings: int
    without: int
    musts: int


class Released(NamedTuple):
    """Two who were locked together in a slot, and why they could not stay."""

    first: str
    second: str
    slot: MeetingSlot
    why: str


class Person(NamedTuple):
    """Somebody, how many meetings the timetable has for this person, and what it does not have, and why."""

    registration: Registration
    meetings: int
    empty: list[tuple[str, str]]
    unmet: list[tuple[str, str, str]]


def percent(run: MeetingRun) -> str:
    """Return how much of the best possible value a timetable reaches, with two decimals; empty if unknown.

    The decimals stand behind the sign that the reader's language writes.
    """
    if run.value is None or run.bound is None:
        return ""
    return str(
        format_decimal(100.0 if run.bound <= 0 else min(100.0, 100.0 * run.value / run.bound), format="0.00")
    )


def summary(run: MeetingRun) -> Summary:
    """Return the figures of a timetable as it stands now."""
    there = [one.id for one in people.participants_of(run.event_id)]
    have = runs.counted(run, there)
    musts = sum(row[1] == "must" for rows in _unmet(run).values() for row in rows)
    return Summary(runs.how_many([run.id]).get(run.id, 0), len(there) - len(have), musts)


def released(run: MeetingRun) -> list[Released]:
    """Return the meetings that were locked and that this timetable could not keep, in the order of time."""
    rows: Sequence[Sequence[Any]] = run.report.get("released", ())
    names = _names(side for row in rows for side in row[:2])
    slots = {slot.id: slot for slot in setup.slots_of(run.event_id)} if rows else {}
    found = [
        Released(names.get(one, ""), names.get(other, ""), slots[slot], words.why_released(code))
        for one, other, slot, code in rows
        if slot in slots
    ]
    return sorted(found, key=lambda one: (one.slot.starts_at, one.first, one.second))


def page(run: MeetingRun, number: int, only: str) -> Pagination:
    """Return a page of people with what they did not get.

    `only` is "none" for those without a meeting, "must" for those with an unmet must, or empty.
    """
    wanted = people.taking_part(run.event_id)
    if only == "none":
        wanted = wanted.where(
            Registration.id.not_in(select(MeetingSeat.registration_id).where(MeetingSeat.run_id == run.id))
        )
    elif only == "must":
        late = [int(one) for one, rows in _unmet(run).items() if any(row[1] == "must" for row in rows)]
        wanted = wanted.where(Registration.id.in_(late))
    found = db.paginate(
        wanted.order_by(Registration.organisation, Registration.surname, Registration.id),
        page=number, per_page=people.PER_PAGE, error_out=False,
    )  # fmt: skip
    found.items = _told(run, found.items)
    return found


def _told(run: MeetingRun, some: Sequence[Registration]) -> list[Person]:
    ids = [one.id for one in some]
    have, seats = runs.counted(run, ids), runs.seats_of(run, ids)
    slots = {slot.id: slot for slot in setup.slots_of(run.event_id)}
    names = _names(row[0] for one in some for row in _unmet(run).get(str(one.id), ()))
    zone = some[0].event.time_zone if some else ""
    return [
        Person(
            one,
            have.get(one.id, 0),
            _empty(run.report.get("empty", {}).get(str(one.id), ()), slots, seats.get(one.id, set()), zone),
            _missed(_unmet(run).get(str(one.id), ()), names),
        )
        for one in some
    ]


def _empty(
    rows: Iterable[Sequence[Any]], slots: Mapping[int, MeetingSlot], seated: set[int], zone: str
) -> list[tuple[str, str]]:
    """When, and why; a place that was filled by hand since is not empty any more."""
    found = []
    for numbers, code, facts in rows:
        still = [slots[number] for number in numbers if number in slots and number not in seated]
        if still:
            hours = ", ".join(showing.hours(slot.starts_at, slot.ends_at, zone) for slot in still)
            found.append((hours, words.why_empty(code, facts)))
    return found


def _missed(rows: Iterable[Sequence[Any]], names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    return [
        (names.get(partner, ""), str(words.WISHES_IN_SHORT[wish]), words.why_unmet(code, facts))
        for partner, wish, code, facts in rows
        if partner in names
    ]


def _unmet(run: MeetingRun) -> Mapping[str, Sequence[Sequence[Any]]]:
    found: Mapping[str, Sequence[Sequence[Any]]] = run.report.get("unmet", {})
    return found


def _names(ids: Iterable[int]) -> dict[int, str]:
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.scalars(select(Registration).where(Registration.id.in_(wanted)))
    return {row.id: name_of(row) for row in rows}
