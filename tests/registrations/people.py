"""Invented people who register, and what a test wants to know of them afterwards."""

from __future__ import annotations

from itertools import count
from typing import Any

from sqlalchemy import select

from pin_app.db import db
from pin_app.events.models import Event
from pin_app.mail.models import OutgoingMail
from pin_app.registrations import services
from pin_app.registrations.models import Registration
from pin_app.registrations.services import Person

_numbers = count(1)


def somebody(**facts: Any) -> Person:
    """A guest with a name and address of their own."""
    number = next(_numbers)
    given = {"surname": f"Butt{number}", "given_name": "Sana", "email": f"sana{number}@example.org"}
    return Person(**(given | facts))


def register(event: Event, **facts: Any) -> Registration:
    """Register somebody new, committed."""
    options = {name: facts.pop(name) for name in ("answers", "consents", "request_key") if name in facts}
    made = services.register(event, somebody(**facts), **options)
    db.session.commit()
    return made


def mails(to: str = "") -> list[str]:
    """The kinds of mails that went out, in order; to one address where named."""
    db.session.rollback()
    wanted = select(OutgoingMail.template).order_by(OutgoingMail.id)
    return list(db.session.scalars(wanted.where(OutgoingMail.to_address == to) if to else wanted))


def states(event: Event) -> list[str]:
    """How the registrations of an event stand, in the order in which they were made."""
    db.session.rollback()
    mine = Registration.event_id == event.id
    return list(db.session.scalars(select(Registration.state).where(mine).order_by(Registration.id)))
