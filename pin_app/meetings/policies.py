"""Who takes part in meetings, until when wishes are taken, and what of a timetable may still be changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from pin_app.events.models import Event
from pin_app.meetings.models import WORKING, MeetingPlan, MeetingRun
from pin_app.registrations.models import Registration

SILENT = timedelta(seconds=90)  # a job at work says every few seconds that it lives
UNTOUCHED = timedelta(minutes=10)  # what waits may have to wait for other jobs


def may_take_part(registration: Registration) -> bool:
    """Who has a place at an event that takes place."""
    return registration.state == "registered" and registration.event.state == "published"


def may_wish(plan: MeetingPlan, moment: datetime) -> bool:
    """Whether wishes are taken at a moment."""
    return plan.opens_at <= moment < plan.closes_at


def is_called_off(registration: Registration) -> bool:
    """Whether somebody had a place, or still has, at an event that does not take place."""
    ended_with_it = registration.state == "registered" or registration.cancelled_by == "event"
    return registration.event.state == "cancelled" and ended_with_it


def may_edit(run: MeetingRun, event: Event) -> bool:
    """Whether meetings of a timetable may be changed by hand: a finished draft, or what people go by."""
    return run.stage == "done" and run.state in ("draft", "published") and event.state != "cancelled"


def is_worked_on(run: MeetingRun | None, moment: datetime) -> bool:
    """Whether a timetable is in the making, by a job that was heard of lately."""
    if run is None or run.stage not in WORKING:
        return False
    return moment - run.seen_at <= (UNTOUCHED if run.stage == "waiting" else SILENT)


def may_publish(run: MeetingRun, event: Event) -> bool:
    """Whether people may be told to go by a timetable."""
    return run.stage == "done" and run.state == "draft" and event.state == "published"


def may_roll_back_to(run: MeetingRun, event: Event) -> bool:
    """Whether a timetable by which people went before can be put in force again."""
    return run.stage == "done" and run.state in ("replaced", "rolled_back") and event.state != "cancelled"


def may_tell(plan: MeetingPlan, event: Event, moment: datetime) -> bool:
    """Whether participants are asked how meetings were: once the event has begun, if organisers want it."""
    return plan.feedback and event.published_at is not None and event.starts_at <= moment
