"""Asking people after an event how their meetings were."""

from __future__ import annotations

from pin_app.db import db, hold, now
from pin_app.meetings.models import MeetingParticipant
from pin_app.meetings.queries import setup
from pin_app.meetings.services import telling


def ask(registration_id: int, count: int) -> bool:
    """Ask one person, once; returns whether a mail was written."""
    said = db.session.get(MeetingParticipant, registration_id)
    if said is None:
        return False
    hold(said)
    if said.feedback_asked_at is not None or said.registration.state != "registered":
        return False
    said.feedback_asked_at = now()
    telling.ask_feedback(said.registration, count)
    db.session.flush()
    return True


def finish(event_id: int) -> None:
    """Note that everybody of an event was asked."""
    plan = setup.plan_by_id(event_id)
    if plan is not None:
        plan.feedback_asked_at = now()
        db.session.flush()
