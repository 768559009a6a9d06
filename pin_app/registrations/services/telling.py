"""What people who registered are told when something changes: time, place, and that the day is near."""

from __future__ import annotations

from pin_app.db import db, now
from pin_app.registrations import policies
from pin_app.registrations.knowing import place_of, time_of
from pin_app.registrations.limits import DAY_BEFORE, WEEK_BEFORE
from pin_app.registrations.models import Registration
from pin_app.registrations.services import mailing, places


def note_told(registration: Registration) -> None:
    """Note that somebody knows time and place as they are now."""
    event = registration.event
    registration.told_time, registration.told_place = time_of(event), place_of(event)


def tell_change(registration: Registration) -> bool:
    """Tell somebody that time or place are other than what they were told; returns whether it was due."""
    event = places.take_one(registration)
    if not policies.may_change(registration):
        return False
    new_time = registration.told_time not in ("", time_of(event))
    new_place = registration.told_place not in ("", place_of(event))
    note_told(registration)
    if new_time or new_place:
        mailing.tell(registration, "registration_event_changed", new_time=new_time, new_place=new_place)
    db.session.flush()
    return new_time or new_place


def remind(registration: Registration) -> bool:
    """Remind somebody a week and a day before, once each; returns whether it was due.

    Who has been written to since then needs no reminder: registering and accepting count, too.
    """
    event = places.take_one(registration)
    ahead = event.starts_at - now()
    last = registration.reminded_at or registration.registered_at
    tomorrow = ahead <= DAY_BEFORE
    due_since = event.starts_at - (DAY_BEFORE if tomorrow else WEEK_BEFORE)
    if not policies.has_place(registration) or not due_since <= now() < event.starts_at or last >= due_since:
        return False
    registration.reminded_at = now()
    mailing.tell(registration, "registration_reminder", tomorrow=tomorrow)
    db.session.flush()
    return True
