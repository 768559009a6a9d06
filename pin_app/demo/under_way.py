"""The demo's meetings that are under way: a timetable in force, people let in, one who is missing, feedback.

They are prepared while they are still to come, as people do it, and then moved, so that they began yesterday.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pin_app.accounts.models import User
from pin_app.accounts.queries import by_email
from pin_app.checkin.services import ScanSent, take
from pin_app.db import db, now
from pin_app.demo.events import ORGANISER
from pin_app.events import clocks, queries, showing
from pin_app.events.models import Event
from pin_app.meetings import adapter
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import people, runs, setup
from pin_app.meetings.services import editing, hearing, making, moving, publishing, wishing
from pin_app.registrations.models import Registration

AT_ONCE = 0.0  # seconds of search: the first timetable is near the best, and the same on every machine
LATE = 2  # so many people wish once the timetable is made
ANSWERS = ("cooperation_possible", "informative", "cooperation_possible", "not_of_interest")


def fill(made: Iterable[Event]) -> int:
    """Let the meetings of several days have begun yesterday; returns how many there are."""
    by = by_email(ORGANISER)
    several = [event for event in made if event.kind == "b2b_day" and len(showing.days_of(event)) > 1]
    return sum(_begin(event, by) for event in several) if by is not None else 0


def _begin(event: Event, by: User) -> int:
    run = making.ask(event, by)
    making.keep(run, adapter.make(making.facts(run), AT_ONCE))
    _come_late(event)
    _move(event, by)
    absent = _who_is_absent(run)
    _let_in([one for one in people.with_a_place(event.id) if one.id != absent.id], event, by)
    editing.mark_absent(runs.agenda(absent.id, run)[0], by, absent, rest=True)
    publishing.publish(event, run, by)
    run.published_at = event.starts_at - timedelta(days=2)
    run.options = {**run.options, "told": True}  # long ago
    _tell(run, by)
    return len(runs.meetings_of(run))


def _come_late(event: Event) -> None:
    """Let some take part after all, and be open to everybody: they are free where a place opens."""
    there = people.participants_of(event.id)
    known = {one.id for one in there}
    for late in [one for one in people.with_a_place(event.id) if one.id not in known][:LATE]:
        wishing.take_part(late, takes_part=True)
        for other in there:
            wishing.wish(late, other, "would")


def _move(event: Event, by: User) -> None:
    """Bring forward everything of an event, by whole days, so that it began yesterday."""
    zone = event.time_zone
    far = timedelta(days=(clocks.local(now(), zone).date() - showing.days_of(event)[0]).days - 1)
    plan = setup.plan_of(event)
    _shift(event, ("starts_at", "ends_at", "published_at", "created_at"), far, zone)
    for point in queries.programme_of(event):
        _shift(point, ("starts_at", "ends_at"), far, zone)
    for one in people.with_a_place(event.id):
        _shift(one, ("registered_at", "changed_at"), far, zone)
    _shift(plan, ("opens_at", "closes_at"), far, zone)
    db.session.flush()
    moving.follow(event, by)


def _shift(row: object, names: Sequence[str], far: timedelta, zone: str) -> None:
    for name in names:
        moment: datetime = getattr(row, name)
        setattr(row, name, clocks.shifted(moment, far, zone))


def _who_is_absent(run: MeetingRun) -> Registration:
    """Return the guest with the most meetings: whose places are sorely missed."""
    guests = [one for one in people.participants_of(run.event_id) if one.user_id is None]
    have = runs.counted(run, [one.id for one in guests])
    return max(guests, key=lambda one: (have.get(one.id, 0), -one.id))


def _let_in(come: Sequence[Registration], event: Event, by: User) -> None:
    scans = [
        ScanSent(f"{event.public_id}-{number}", one.reference, ("qr", "qr", "name")[number % 3], at)
        for number, one in enumerate(come)
        for at in [event.starts_at + timedelta(minutes=number)]
    ]
    take(event, scans, by)


def _tell(run: MeetingRun, by: User) -> None:
    """Of the meetings that are over some are noted as held, and some people have said how it was."""
    over = [one for one in runs.meetings_of(run) if one.slot.ends_at <= now()]
    for number, meeting in enumerate(over):
        if number % 2:
            editing.mark_held(meeting, by, held=True)
        if number % 3 == 0 or _of_members(meeting):
            for side, said in zip((meeting.first, meeting.second), _said(number, meeting), strict=True):
                hearing.answer(side, meeting, said, "", "page")


def _said(number: int, meeting: Meeting) -> tuple[str, str]:
    if _of_members(meeting):
        return "cooperation_possible", "cooperation_possible"
    return ANSWERS[number % 4], ANSWERS[number // 4 % 4]


def _of_members(meeting: Meeting) -> bool:
    return meeting.first.profile_id is not None and meeting.second.profile_id is not None
