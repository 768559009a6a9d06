"""Cancelling: by the person, by an organiser, or because the event does not take place."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.registrations import policies
from pin_app.registrations.models import Registration
from pin_app.registrations.services import mailing, places
from pin_app.registrations.services.waiting import offer_places


def cancel(
    registration: Registration,
    *,
    by: User | None = None,
    who: str = "person",
    reason: str = "",
    expected: int | None = None,
    mail: bool = True,
) -> bool:
    """Cancel a registration and offer its place to the next; a second click returns False.

    `who` is person, organiser or event. Declining an offered place is cancelling, too.
    """
    event = places.take_one(registration)
    if registration.state == "cancelled":
        return False
    places.unchanged(registration, expected)
    if who != "event" and policies.is_over(event):
        raise PinError("registration.over")
    _end(registration, who, by, reason)
    if mail:
        mailing.tell(registration, "registration_cancelled", by_organiser=who == "organiser")
    offer_places(event)
    return True


def cancel_with_event(registration: Registration) -> bool:
    """End what stood for an event that does not take place, and say so; returns whether it stood."""
    event = places.take_one(registration)
    if event.state != "cancelled" or not policies.stands(registration):
        return False
    _end(registration, "event", None, "")
    mailing.tell(registration, "registration_event_cancelled", note=event.cancel_note)
    return True


def _end(registration: Registration, who: str, by: User | None, reason: str) -> None:
    registration.cancelled_at, registration.cancelled_by = now(), who
    registration.offered_until = None
    places.move(registration, "cancelled", "cancelled", by, who=who, reason=reason)
