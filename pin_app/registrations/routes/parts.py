"""Parts that this room shows on pages of others: on the page of an event."""

from __future__ import annotations

from typing import Any

from pin_app import slots
from pin_app.events.models import Event
from pin_app.registrations import clocks, policies, queries, words
from pin_app.registrations.routes.blueprint import bp, visitor

NEXT = 3  # events on the first page


def on_event(event: Event) -> dict[str, Any]:
    """The way to the form, or how the person's own registration stands."""
    user = visitor()
    return {
        "event": event,
        "own": queries.standing_of_user(event, user) if user else None,
        "is_open": policies.takes_registrations(event),
        "full": event.capacity is not None and queries.count_holding(event) >= event.capacity,
        "said": words,
    }


def on_manage(event: Event) -> dict[str, Any]:
    """How many have registered, wait or are being asked."""
    return {"event": event, "counts": queries.counts_of(event), "said": words}


def on_dashboard(**_given: Any) -> dict[str, Any] | None:
    """The next events of the person, those with an offered place first."""
    user = visitor()
    coming = queries.coming_of_user(user, NEXT) if user else ()
    return {"coming": coming, "said": words, "clocks": clocks} if coming else None


slots.fill(bp, "dashboard", "registrations/_on_dashboard.html", on_dashboard)
slots.fill(bp, "event-manage", "registrations/_on_manage.html", on_manage)
slots.fill(bp, "event-first", "registrations/_on_event.html", on_event)
