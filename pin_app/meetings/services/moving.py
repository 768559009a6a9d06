"""When an event was moved: its slots move along, or stay as they are, as organisers say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.events import clocks
from pin_app.events.models import Event
from pin_app.meetings.models import Meeting, MeetingPlan, MeetingRun, MeetingSlot
from pin_app.meetings.queries import runs, setup
from pin_app.meetings.services import planning, publishing


class Offer(NamedTuple):
    """When the first slot is, when it would be, and whether people know a timetable with it."""

    stands: datetime
    would_be: datetime
    is_known: bool


def offer(event: Event) -> Offer | None:
    """Return what moving the slots along would do; None where the event was not moved since."""
    plan, slots = setup.plan_of(event), setup.slots_of(event.id)
    by = _moved_by(event, plan)
    if not by or not slots or event.state == "cancelled":
        return None
    first = slots[0].starts_at
    known = runs.published(event.id) is not None
    return Offer(first, clocks.shifted(first, by, event.time_zone), known)


def follow(event: Event, by: User) -> MeetingRun | None:
    """Move all slots as far as the event was moved, once; returns the timetable to be told anew."""
    plan = planning.held_plan(event)
    far = _moved_by(event, plan)
    if not far:
        return None
    slots = sorted(setup.slots_of(event.id), key=lambda slot: slot.starts_at, reverse=far > timedelta(0))
    for slot in slots:  # the foremost first, so that none is where another still stands
        slot.starts_at = clocks.shifted(slot.starts_at, far, event.time_zone)
        slot.ends_at = clocks.shifted(slot.ends_at, far, event.time_zone)
        db.session.flush()
    _settle(plan, event)
    record("meetings.slots_moved", event, actor=by, count=len(slots), hours=far.total_seconds() / 3600)
    return _told_anew(event) if slots else None


def stay(event: Event, by: User) -> None:
    """Leave the slots where they are, and ask no more."""
    plan = planning.held_plan(event)
    if _moved_by(event, plan):
        _settle(plan, event)
        record("meetings.slots_left", event, actor=by)


def _moved_by(event: Event, plan: MeetingPlan | None) -> timedelta:
    if plan is None or plan.laid_for is None:
        return timedelta(0)
    return clocks.distance(plan.laid_for, event.starts_at, event.time_zone)


def _settle(plan: MeetingPlan, event: Event) -> None:
    plan.laid_for, plan.changed_at = event.starts_at, now()
    db.session.flush()


def _told_anew(event: Event) -> MeetingRun | None:
    """Let calendars take the new times over, and everybody be told whose meetings are at other times."""
    mine = select(MeetingSlot.id).where(MeetingSlot.event_id == event.id)
    db.session.execute(update(Meeting).where(Meeting.slot_id.in_(mine)).values(changed_at=now()))
    run = runs.published(event.id)
    if run is not None:
        hold(run)
        publishing.tell_anew(run)
    return run
