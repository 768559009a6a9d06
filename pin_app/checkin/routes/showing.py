"""What pages of lower rooms show of the door: the ticket, the certificate, the way to check-in."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.checkin import attendance, codes, forms, policies, queries
from pin_app.checkin.routes.blueprint import bp
from pin_app.events.models import Event
from pin_app.registrations.models import Registration


def on_registration(registration: Registration, **_more: Any) -> dict[str, Any] | None:
    """Return the ticket of who has a place until the event is over, and the certificate of who was there."""
    ticket = policies.has_ticket(registration) and not policies.is_over(registration.event)
    was_there = registration.id in queries.days_of([registration.id])
    if not (ticket or was_there):
        return None
    return {
        "registration": registration,
        "qr": codes.data_uri(registration.ticket) if ticket else "",
        "certificate": attendance.path_of(registration) if was_there else "",
    }


def on_event(event: Event, **_more: Any) -> dict[str, Any] | None:
    """Return how many are there, for those who run the event."""
    if not policies.may_check_in(current_user, event):
        return None
    return {"event": event, "count": queries.count(event, forms.day_of(event, ""))}


slots.fill(bp, "registration", "checkin/_on_registration.html", on_registration)
slots.fill(bp, "event-manage", "checkin/_on_event.html", on_event)
