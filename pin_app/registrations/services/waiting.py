"""The waiting list: a free place is offered to who waits longest, who says yes or no or lets it pass."""

from __future__ import annotations

from datetime import timedelta

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.registrations import policies, queries
from pin_app.registrations.models import Registration
from pin_app.registrations.services import mailing, places
from pin_app.registrations.services.telling import note_told


def offer_places(event: Event, most: int | None = None) -> int:
    """Offer every free place, or so many, to who waits longest, in order; returns how many were offered.

    An offer waits for the hours that the event says, and never past its start.
    """
    places.take(event)
    if event.state != "published" or event.starts_at <= now():
        return 0
    limits = [number for number in (places.free(event), most) if number is not None]
    offered = queries.waiting_of(event, max(min(limits), 0) if limits else None)
    for registration in offered:
        _offer(registration)
    db.session.flush()
    return len(offered)


def accept(registration: Registration, by: User | None = None) -> bool:
    """Take an offered place; pressing again changes nothing and returns False."""
    event = places.take_one(registration)
    if registration.state == "registered":
        return False
    if registration.state != "offered":
        raise PinError("registration.no_offer")
    if not policies.is_offered(registration) or event.state != "published":
        raise PinError("registration.offer_over")
    confirm(registration, "accepted", by)
    return True


def confirm(registration: Registration, verb: str, by: User | None = None, **facts: str) -> None:
    """Give a place to somebody who waited; the caller has seen to it that there is one."""
    registration.offered_until, registration.reminded_at = None, now()
    note_told(registration)
    places.move(registration, "registered", verb, by, **facts)
    mailing.tell_state(registration)


def expire_offers(event: Event, most: int | None = None) -> int:
    """Take back places that nobody accepted in time and offer them to the next; returns how many."""
    places.take(event)
    late = queries.overdue_offers(event, most)
    for registration in late:
        registration.cancelled_at, registration.cancelled_by = now(), "expiry"
        registration.offered_until = None
        places.move(registration, "cancelled", "offer_expired")
        mailing.tell(registration, "registration_offer_over")
    db.session.flush()
    offer_places(event, len(late))
    return len(late)


def _offer(registration: Registration) -> None:
    event = registration.event
    registration.offered_until = min(now() + timedelta(hours=event.offer_hours), event.starts_at)
    places.move(registration, "offered", "place_offered")
    mailing.tell_state(registration)
