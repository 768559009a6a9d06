"""Who takes part in meetings, until when wishes are taken, and what of a timetable may still be changed."""

from __future__ import annotations

from datetime import datetime

from pin_app.events.models import Event
from pin_app.meetings.models import MeetingPlan, MeetingRun
from pin_app.registrations.models import Registration


def may_take_part(registration: Registration) -> bool:
    """Who has a place at an event that takes place."""
    return registration.state == "registered" and registration.event.state == "published"


def may_wish(plan: MeetingPlan, moment: datetime) -> bool:
    """Whether wishes are taken at a moment."""
    return plan.opens_at <= moment < plan.closes_at


def may_edit(run: MeetingRun) -> bool:
    """Whether meetings of a timetable may be changed by hand: a finished draft, or what people go by."""
    return run.stage == "done" and run.state in ("draft", "published")


def may_publish(run: MeetingRun, event: Event) -> bool:
    """Whether people may be told to go by a timetable."""
    return run.stage == "done" and run.state == "draft" and event.state == "published"


def may_roll_back_to(run: MeetingRun) -> bool:
    """Whether a timetable by which people went before can be put in force again."""
    return run.stage == "done" and run.state in ("replaced", "rolled_back")


def may_tell(plan: MeetingPlan, event: Event, moment: datetime) -> bool:
    """Whether participants are asked how meetings were: once the event has begun, if organisers want it."""
    return plan.feedback and event.published_at is not None and event.starts_at <= moment
