"""What people who registered are written, each in their own language, and which mail belongs to whom."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale

from pin_app.db import db, now
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.mail.services import queue
from pin_app.registrations import clocks, policies, queries
from pin_app.registrations.limits import TOLD_AGAIN_AFTER
from pin_app.registrations.models import Registration, RegistrationMail
from pin_app.registrations.services import links

OF_STATE = {
    "registered": "registration_confirmed",
    "waiting": "registration_waiting",
    "offered": "registration_offered",
    "cancelled": "registration_cancelled",
}
ALREADY = "registration_already"


def tell_state(registration: Registration) -> None:
    """Tell somebody how the registration stands."""
    facts: dict[str, Any] = {}
    if registration.state == "offered":
        facts = {"until": until_of(registration)}
    elif registration.state == "cancelled":
        facts = {"by_organiser": registration.cancelled_by == "organiser"}
    tell(registration, OF_STATE[registration.state], **facts)


def until_of(registration: Registration) -> str:
    """Return until when a place is kept, in the person's language."""
    with force_locale(registration.language):
        return clocks.moment_of(registration.event, registration.offered_until or now())


def tell_already(registration: Registration) -> None:
    """Tell somebody who fills in the form again how it stands, once an hour at most."""
    if not queries.mailed_since(registration, ALREADY, now() - TOLD_AGAIN_AFTER):
        tell(registration, ALREADY, state=registration.state)


def tell(registration: Registration, template: str, **facts: Any) -> None:
    """Write one mail to the person; one without an address is told by the organisers."""
    if not registration.email:
        return
    mail = queue(
        template,
        to=registration.email,
        language=registration.language,
        name=f"{registration.given_name} {registration.surname}",
        reference=registration.reference,
        link=links.path_of(registration),
        **about(registration.event, registration.language),
        online_url=registration.event.online_url if policies.has_place(registration) else "",
        **facts,
    )
    db.session.add(RegistrationMail(registration_id=registration.id, mail_id=mail.id))
    db.session.flush()


def tell_former(registration: Registration, address: str) -> None:
    """Tell whoever reads an address that it is no longer used, with no word of the person or the new one."""
    title = showing.title_of(registration.event, registration.language)
    mail = queue("registration_address_changed", to=address, language=registration.language, title=title)
    db.session.add(RegistrationMail(registration_id=registration.id, mail_id=mail.id))
    db.session.flush()


def about(event: Event, language: str) -> dict[str, Any]:
    """Return what every mail says of the event: title, times on both clocks, place."""
    return {
        "title": showing.title_of(event, language),
        "times": clocks.times_of(event, language),
        "place": showing.place_of(event),
    }
