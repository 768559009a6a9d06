"""Places: how many are free, and the one way in which a registration's state changes."""

from __future__ import annotations

from typing import Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.registrations import queries
from pin_app.registrations.models import Registration
from pin_app.registrations.signals import registration_changed


def take(event: Event) -> None:
    """Let one transaction at a time decide on the places of an event; what was changed before is kept."""
    db.session.flush()
    hold(event)


def take_one(registration: Registration) -> Event:
    """Hold an event and then one of its registrations, always in this order; returns the event."""
    event = registration.event
    take(event)
    hold(registration)
    return event


def free(event: Event) -> int | None:
    """How many places nobody has, None where there is no limit; call `take` before deciding on it."""
    return None if event.capacity is None else event.capacity - queries.count_holding(event)


def has_room(event: Event) -> bool:
    """Whether one more person finds a place."""
    left = free(event)
    return left is None or left > 0


def one_more(event: Event, by: User | None) -> None:
    """Allow one more place at a full event that is held."""
    if event.capacity is not None:
        event.capacity += 1
        record("event.place_added", event, actor=by, capacity=event.capacity)


def move(registration: Registration, state: str, verb: str, by: User | None = None, **facts: Any) -> None:
    """Bring a registration that is held into another state: version, signal and one row in the trail."""
    before, registration.state = registration.state, state
    note(registration, verb, by, before=before, **facts)
    registration_changed.send(Registration, registration=registration, before=before)


def note(registration: Registration, verb: str, by: User | None = None, **facts: Any) -> None:
    """Write down that something was changed; the trail holds no words of the person."""
    registration.version += 1
    registration.changed_at = now()
    told = {"event": registration.event_id, "state": registration.state} | facts
    record(f"registration.{verb}", registration, actor=by, **told)


def unchanged(registration: Registration, expected: int | None) -> None:
    """Refuse to go on from a page that shows an older version."""
    if expected is not None and expected != registration.version:
        raise PinError("registration.changed")
