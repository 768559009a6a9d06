"""Asking those who have a place whom they want to meet."""

from __future__ import annotations

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.models import MeetingParticipant
from pin_app.meetings.services import planning, telling
from pin_app.registrations import queries as registrations
from pin_app.registrations.models import Registration


def invite(event: Event, by: User) -> int:
    """Write to everybody who has a place and said nothing yet, each once; returns to how many."""
    plan = planning.held_plan(event)
    if not policies.may_wish(plan, now()):
        raise PinError("meetings.wishes_closed")
    count = sum(_invite_one(one) for one in _silent(event.id))
    plan.invited_at = now()
    db.session.flush()
    if count:
        record("meetings.invited", event, actor=by, count=count)
    return count


def _silent(event_id: int) -> list[Registration]:
    said = select(MeetingParticipant.registration_id)
    wanted = select(Registration).where(
        Registration.event_id == event_id, Registration.state == "registered", Registration.id.not_in(said)
    )
    return list(db.session.scalars(wanted.order_by(Registration.id)))


def _invite_one(registration: Registration) -> int:
    if not registration.email or registrations.mailed_since(
        registration, "meeting_wishes", registration.registered_at
    ):
        return 0
    telling.invite(registration)
    return 1
