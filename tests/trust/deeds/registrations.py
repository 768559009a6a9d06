"""Registering, and what organisers do with a registration."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.attendees.lists import agree
from tests.factories import events
from tests.trust.deeds import Sent, deed

WHO = {"given_name": "Sana", "surname": "Butt", "email": "sana@example.org", "language": "en"}
MAIL = {"outgoing_mails": 1, "registration_mails": 1}


def _one(by: User, state: str = "registered", **columns: object) -> tuple[Registration, str]:
    event = events.event(by, **columns)
    made = events.registration(event, state)
    return made, f"/events/{event.public_id}/registrations/{made.public_id}"


@deed("registration.made", {"registrations": 1, "registration_consents": 1} | MAIL)
def register(by: User) -> Sent:
    event = events.event(by)
    asked = events.question(event, "consent", "Photos")
    typed = WHO | {f"c_{asked.public_id}": "y", "request_key": "one"}
    return Sent(f"/events/{event.public_id}/register", typed, guest=True)


@deed("registration.changed")
def change(by: User) -> Sent:
    made, _at = _one(by)
    return Sent(f"/r/{links.token_of(made)}/edit", WHO, made, guest=True)


@deed("registration.consent_withdrawn")
def withdraw(by: User) -> Sent:
    made, _at = _one(by)
    asked = events.question(made.event, "consent", "Photos")
    agree(made, asked)
    return Sent(f"/r/{links.token_of(made)}/consent", {"question": asked.public_id}, made, guest=True)


@deed("registration.cancelled", MAIL)
def cancel(by: User) -> Sent:
    made, _at = _one(by)
    return Sent(f"/r/{links.token_of(made)}/cancel", {}, made, guest=True)


@deed("registration.made", {"registrations": 1} | MAIL)
def add_by_hand(by: User) -> Sent:
    typed = WHO | {"request_key": "two", "mail": "y"}
    return Sent(f"/events/{events.event(by).public_id}/registrations/new", typed)


@deed("registration.changed", {"outgoing_mails": 2, "registration_mails": 2})
def correct(by: User) -> Sent:
    made, at = _one(by)
    return Sent(f"{at}/edit", WHO, made)


@deed("registration.cancelled", MAIL)
def cancel_for(by: User) -> Sent:
    made, at = _one(by)
    return Sent(f"{at}/cancel", {"reason": "asked on the phone", "mail": "y"}, made)


@deed("registration.promoted", MAIL)
def promote(by: User) -> Sent:
    made, at = _one(by, "waiting", capacity=1)
    return Sent(f"{at}/promote", {"reason": "speaker"}, made)


@deed("registration.noted")
def note(by: User) -> Sent:
    made, at = _one(by)
    return Sent(f"{at}/note", {"note": "comes by train"}, made)


@deed("registration.contact_read", method="GET", status=200, repeats=True)
def read(by: User) -> Sent:
    made, at = _one(by)
    return Sent(at, {}, made)
