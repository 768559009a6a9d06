"""The link that stands in every mail of a registration: signed for this one purpose and its one page."""

from __future__ import annotations

from pin_app.db import now
from pin_app.mail.services import path_to
from pin_app.registrations import queries
from pin_app.registrations.limits import LINK_LASTS
from pin_app.registrations.models import Registration
from pin_app.security import new_secret, sign, unsign

PURPOSE = "registrations.own"


def token_of(registration: Registration) -> str:
    """Return what proves that somebody may open the page of a registration."""
    return sign(PURPOSE, [registration.public_id, registration.link_secret])


def path_of(registration: Registration) -> str:
    """Return the path of the page of a registration, for its mails."""
    return path_to("registrations.by_link", token=token_of(registration))


def find(token: str) -> Registration | None:
    """Return the registration of a link; None when it is forged, too old, or its data are forgotten."""
    facts = unsign(PURPOSE, token, int(LINK_LASTS.total_seconds()))
    if not (isinstance(facts, list) and len(facts) == 2 and isinstance(facts[0], str)):
        return None
    registration = queries.by_public_id(facts[0])
    return registration if registration is not None and registration.link_secret == facts[1] else None


def renew(registration: Registration) -> None:
    """End what somebody at a former address may hold: the link and, until the event starts, the QR code.

    From then on codes hang on badges. The letters stay, which lists name: the door shows whose they are.
    """
    registration.link_secret = new_secret()
    if now() < registration.event.starts_at:
        registration.ticket = new_secret()
