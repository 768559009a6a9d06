"""Whose a registration is, and what can still be done with it."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_signed_in
from pin_app.db import now
from pin_app.events.models import Event
from pin_app.registrations.models import STANDING, Registration


def is_own(user: Any, registration: Registration) -> bool:
    """Whether it is the person's own: made while signed in, or as a guest with the very same address."""
    if not is_signed_in(user):
        return False
    if registration.user_id is not None:
        return bool(registration.user_id == user.id)
    return bool(registration.email) and user.confirmed_at is not None and registration.email == user.email


def has_place(registration: Registration) -> bool:
    """Whether a place is sure; an offered one is not until it is accepted."""
    return registration.state == "registered" and registration.event.state == "published"


def stands(registration: Registration) -> bool:
    """Whether it counts: registered, waiting or with an offered place."""
    return registration.state in STANDING


def is_over(event: Event) -> bool:
    """Whether nothing can be changed any more: the event has ended or does not take place."""
    return event.state == "cancelled" or event.ends_at <= now()


def may_change(registration: Registration) -> bool:
    """Whether its person may still change or cancel it."""
    return stands(registration) and not is_over(registration.event)


def is_offered(registration: Registration) -> bool:
    """Whether a place waits for the person's yes."""
    until = registration.offered_until
    return registration.state == "offered" and until is not None and until > now()


def takes_registrations(event: Event) -> bool:
    """Whether the form is open now, be it for a place or for the waiting list."""
    return not why_closed(event)


def why_closed(event: Event) -> str:
    """Return the code of what keeps the form closed for everybody, empty while it is open."""
    if event.state != "published":
        return "registration.event_cancelled" if event.state == "cancelled" else "registration.not_published"
    if event.opens_at is not None and event.opens_at > now():
        return "registration.not_open_yet"
    if min(event.closes_at or event.starts_at, event.ends_at) <= now():
        return "registration.closed"
    return ""
