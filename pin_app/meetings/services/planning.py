"""Setting meetings up: the plan, the slots of a day, the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import clocks, showing
from pin_app.events.models import Event
from pin_app.forms import clean_line, is_readable
from pin_app.meetings.models import MeetingPlan, MeetingSlot, MeetingTable
from pin_app.meetings.queries import setup

MINUTES_LEAST, MINUTES_MOST, BREAK_MOST, MEETINGS_MOST = 5, 180, 120, 60
SLOTS_MOST, TABLES_MOST, NAME_MOST = 120, 300, 60
Spans = Sequence[tuple[datetime, datetime]]


def plan(
    event: Event, by: User, opens_at: datetime, closes_at: datetime,
    minutes: int, break_minutes: int, most: int, feedback: bool,
) -> MeetingPlan:  # fmt: skip
    """Say how the meetings of an event are run; said again, the newest word stands."""
    hold(event)
    _is_on(event)
    _in_range(minutes, MINUTES_LEAST, MINUTES_MOST)
    _in_range(break_minutes, 0, BREAK_MOST)
    _in_range(most, 1, MEETINGS_MOST)
    if not opens_at < closes_at <= event.ends_at:
        raise PinError("meetings.odd_period")
    wanted = {
        "opens_at": opens_at, "closes_at": closes_at, "minutes": minutes, "break_minutes": break_minutes,
        "most": most, "feedback": feedback,
    }  # fmt: skip
    if (made := setup.plan_of(event)) is not None:
        hold(made)
    made = made or MeetingPlan(event_id=event.id)
    if all(getattr(made, name) == value for name, value in wanted.items()):
        return made
    for name, value in (wanted | {"changed_at": now()}).items():
        setattr(made, name, value)
    db.session.add(made)
    db.session.flush()
    record("meetings.planned", event, actor=by, minutes=minutes, most=most, feedback=feedback)
    return made


def lay_slots(
    event: Event, by: User, day: date, first: time, last: time, lunch: tuple[time, time] | None
) -> int:
    """Fill a day of the event with slots in place of its unused ones; returns how many there are now.

    A slot that stays the same stays the slot in which people have said that they have no time.
    """
    found = held_plan(event)
    if day not in showing.days_of(event):
        raise PinError("meetings.not_a_day")
    start, end = _moment(event, day, first), _moment(event, day, last)
    free = (_moment(event, day, lunch[0]), _moment(event, day, lunch[1])) if lunch else None
    if end <= start or (free is not None and free[1] <= free[0]):
        raise PinError("meetings.odd_hours")
    spans = list(_spans(found, start, end, free))
    gone = _forget_unused(event, day, spans)
    standing = [(slot.starts_at, slot.ends_at) for slot in setup.slots_of(event.id)]
    if not standing:
        found.laid_for = event.starts_at
    fresh = [span for span in spans if not _clash(span, standing)]
    if len(standing) + len(fresh) > SLOTS_MOST:
        raise PinError("meetings.too_many_slots", most=SLOTS_MOST)
    db.session.add_all(MeetingSlot(event_id=event.id, starts_at=a, ends_at=b) for a, b in fresh)
    db.session.flush()
    if gone or fresh:
        record("meetings.slots_laid", event, actor=by, day=day.isoformat(), count=len(fresh))
    return len(standing) + len(fresh)


def remove_slot(event: Event, by: User, slot: MeetingSlot) -> None:
    """Take out a slot in which no timetable has a meeting."""
    held_plan(event)
    if slot.id in setup.used_slots(event.id):
        raise PinError("meetings.slot_used")
    record("meetings.slot_removed", event, actor=by, at=slot.starts_at.isoformat())
    db.session.delete(slot)
    db.session.flush()


def set_tables(event: Event, by: User, names: Sequence[str]) -> int:
    """Name the tables in their order; those that stand no longer in the list go, unless they are used."""
    held_plan(event)
    wanted = list(dict.fromkeys(name for name in map(clean_line, names) if is_readable(name)))
    if len(wanted) > TABLES_MOST or any(len(name) > NAME_MOST for name in wanted):
        raise PinError("meetings.too_many_tables", most=TABLES_MOST, longest=NAME_MOST)
    standing = {table.name: table for table in setup.tables_of(event.id)}
    if list(standing) == wanted:
        return len(wanted)
    gone, used = [standing[name] for name in standing if name not in wanted], setup.used_tables(event.id)
    if any(table.id in used for table in gone):
        raise PinError("meetings.table_used")
    for table in gone:
        db.session.delete(table)
    for position, name in enumerate(wanted, start=1):
        kept = standing.get(name) or MeetingTable(event_id=event.id, name=name)
        kept.position = position
        db.session.add(kept)
    _flush_tables()
    record("meetings.tables_set", event, actor=by, count=len(wanted))
    return len(wanted)


def held_plan(event: Event) -> MeetingPlan:
    """Return the plan of an event, which one transaction at a time may change."""
    found = setup.plan_of(event)
    if found is None:
        raise PinError("meetings.no_plan")
    hold(found)
    _is_on(event)
    return found


def _is_on(event: Event) -> None:
    if event.state == "cancelled":
        raise PinError("event.is_cancelled")


def _flush_tables() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise PinError("meetings.tables_at_once") from error


def _in_range(value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise PinError("profile.out_of_range", least=least, most=most)


def _moment(event: Event, day: date, hour: time) -> datetime:
    return clocks.moment(day, hour, event.time_zone)


def _forget_unused(event: Event, day: date, wanted: Spans) -> int:
    """Take out slots of a day that nobody wants any more; returns how many."""
    used, gone = setup.used_slots(event.id), 0
    for slot in setup.slots_of(event.id):
        is_free = slot.id not in used and (slot.starts_at, slot.ends_at) not in wanted
        if is_free and showing.local(event, slot.starts_at).date() == day:
            db.session.delete(slot)
            gone += 1
    db.session.flush()
    return gone


def _spans(
    found: MeetingPlan, start: datetime, end: datetime, lunch: tuple[datetime, datetime] | None
) -> Iterator[tuple[datetime, datetime]]:
    """Walk through the hours: a meeting, a break, and nothing that would reach into lunch."""
    length, pause = timedelta(minutes=found.minutes), timedelta(minutes=found.break_minutes)
    while start + length <= end:
        if lunch is not None and start < lunch[1] and start + length > lunch[0]:
            start = lunch[1]
            lunch = None
            continue
        yield start, start + length
        start += length + pause


def _clash(span: tuple[datetime, datetime], standing: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in standing)
