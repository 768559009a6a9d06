"""What organisers do with the registrations of others: adding, correcting, and putting somebody first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app.accounts.models import User
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.forms import clean_line
from pin_app.registrations import policies
from pin_app.registrations.models import Registration
from pin_app.registrations.services import changing, links, mailing, places
from pin_app.registrations.services.people import Person
from pin_app.registrations.services.registering import register
from pin_app.registrations.services.waiting import confirm


def add_by_hand(
    event: Event,
    person: Person,
    answers: Mapping[str, Any],
    by: User,
    *,
    mail: bool = True,
    add_place: bool = False,
    request_key: str = "",
) -> Registration:
    """Add somebody of whom an organiser knows; a full event has its waiting list, or gets one more place."""
    places.take(event)
    if event.state == "cancelled":
        raise PinError("registration.event_cancelled")
    return register(
        event, person, answers,
        request_key=request_key, source="organiser", by=by, mail=mail, add_place=add_place,
    )  # fmt: skip


def correct(
    registration: Registration, person: Person, answers: Mapping[str, Any], by: User, expected: int | None
) -> bool:
    """Change what somebody wrote, on their word; a new address gets a link and a ticket of its own.

    The old one is told, so that nobody is moved away unawares.
    """
    before = registration.email
    changed = changing.change(registration, person, answers, by=by, by_organiser=True, expected=expected)
    if registration.email != before:
        if before:
            links.renew(registration)
            mailing.tell_former(registration, before)
        mailing.tell_state(registration)
    return changed


def promote(
    registration: Registration, by: User, reason: str, *, add_place: bool = False, expected: int | None = None
) -> bool:
    """Give a place to somebody who waits, before those who wait longer; returns False where they have one.

    A full event gets one more place for it where `add_place` says so, and is refused otherwise.
    """
    event = places.take_one(registration)
    if registration.state == "registered":
        return False
    if not clean_line(reason):
        raise PinError("registration.reason_missing")
    places.unchanged(registration, expected)
    if registration.state not in ("waiting", "offered") or policies.is_over(event):
        raise PinError("registration.not_waiting")
    if registration.state == "waiting" and not places.has_room(event):
        if not add_place:
            raise PinError("registration.no_room_to_promote")
        places.one_more(event, by)
    confirm(registration, "promoted", by, reason=reason)
    return True
