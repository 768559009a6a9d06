"""Who stands at a door, and who has a ticket."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pin_app.db import now
from pin_app.events.models import Event
from pin_app.events.policies import may_organise
from pin_app.registrations.models import Registration

BEFORE = timedelta(days=1)  # how long before an event its door may open
AFTER = timedelta(days=1)  # how long after it a device may keep the list


def may_check_in(user: Any, event: Event) -> bool:
    """Who runs this very event, and staff."""
    return may_organise(user, event)


def has_place(registration: Registration) -> bool:
    """Whether this person is expected: no one who waits, was only offered a place, or called off."""
    return registration.state == "registered"


def has_ticket(registration: Registration) -> bool:
    """Whether a ticket is shown: there is a place at an event that takes place."""
    return has_place(registration) and registration.event.state == "published"


def is_over(event: Event) -> bool:
    """Whether the event has ended."""
    return event.ends_at <= now()


def forget_at(event: Event) -> datetime:
    """Until when a device may keep the list of an event."""
    return event.ends_at + AFTER


def opens_at(event: Event) -> datetime:
    """From when on people can be checked in."""
    return event.starts_at - BEFORE
