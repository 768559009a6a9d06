"""Forgetting: what guests wrote is made anonymous some time after the event; that somebody came stays."""

from __future__ import annotations

from sqlalchemy import delete, select

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.registrations import policies, queries
from pin_app.registrations.limits import GUESTS_KEPT
from pin_app.registrations.models import Registration, RegistrationConsent, RegistrationMail
from pin_app.registrations.services import ending, places
from pin_app.registrations.signals import registration_forgotten
from pin_app.security import new_secret

PERSONAL = (
    "surname", "given_name", "name_key", "email", "typed_email", "phone", "organisation", "role", "city",
    "note",
)  # fmt: skip


def forget(registration: Registration) -> bool:
    """Make a guest's registration anonymous once it may be forgotten; returns whether it was due."""
    event = places.take_one(registration)
    is_due = event.ends_at <= now() - GUESTS_KEPT
    if registration.user_id is not None or registration.forgotten_at is not None or not is_due:
        return False
    _blank(registration)
    return True


def forget_person(user: User) -> int:
    """Forget everything that a member wrote at events, for an account that is erased; returns how many.

    What is still to come is cancelled first, so that its places go to others.
    """
    mine = select(Registration).where(queries.belongs_to(user), Registration.forgotten_at.is_(None))
    found = db.session.scalars(mine.order_by(Registration.event_id, Registration.id)).all()
    for registration in found:
        places.take_one(registration)
        if policies.may_change(registration):
            ending.cancel(registration, by=user, mail=False)
        _blank(registration)
    return len(found)


def _blank(registration: Registration) -> None:
    """Empty what tells who it was, with its mails; state, kind, sector, country and days of presence stay."""
    registration_forgotten.send(Registration, registration=registration)
    for name in PERSONAL:
        setattr(registration, name, "")
    registration.name_key = f"forgotten {registration.id}"  # nobody else's, as one event has one of each name
    registration.whatsapp_ok, registration.answers = False, {}
    registration.user = registration.profile = None
    registration.ticket, registration.link_secret = new_secret(), new_secret()
    registration.forgotten_at = now()
    mails = select(RegistrationMail.mail_id).where(RegistrationMail.registration_id == registration.id)
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.id.in_(mails)))
    given = RegistrationConsent.registration_id == registration.id
    db.session.execute(delete(RegistrationConsent).where(given))
    record("registration.forgotten", registration, event=registration.event_id)
    db.session.flush()
