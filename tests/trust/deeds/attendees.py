"""Lists that are taken away, brought in, and kept as a filter."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.services import bringing
from pin_app.db import db
from pin_app.events.models import Event
from tests.factories import events
from tests.trust.deeds import Sent, deed

LIST = b"Surname,Given name,E-mail,Photos\nRossi,Anna,anna@example.org,yes\nKhan,Ali,ali@example.org,yes\n"


def _event(by: User) -> tuple[Event, str]:
    event = events.event(by)
    events.registration(event)
    return event, f"/events/{event.public_id}/attendees"


def checked(by: User) -> tuple[AttendeeImport, str]:
    event, at = _event(by)
    asked = events.question(event, "consent", "Photos")
    found = bringing.start(event, LIST, "list.csv", by)
    targets = ("surname", "given_name", "email", f"c-{asked.public_id}")
    bringing.put_columns(found, bringing.Choice(targets, "IT", consents_shown=True))
    bringing.check(found)
    db.session.commit()
    return found, f"{at}/import/{found.public_id}"


@deed("attendees.contacts_read", method="GET", status=200, repeats=True)
def read(by: User) -> Sent:
    event, at = _event(by)
    return Sent(at, {}, event)


@deed("attendees.exported", {"attendee_exports": 1}, status=200, repeats=True)
def export(by: User) -> Sent:
    event, at = _event(by)
    return Sent(f"{at}/export", {"form": "csv", "language": "en", "purpose": "For the bus"}, event)


@deed("", {"attendee_filters": 1})
def save_filter(by: User) -> Sent:
    event, at = _event(by)
    return Sent(f"{at}/filters?country=PK", {"name": "From Pakistan"}, event)


@deed("", {"attendee_imports": 1}, repeats=True)
def bring(by: User) -> Sent:
    event, at = _event(by)
    return Sent(f"{at}/import", {"lines": "Anna Rossi <anna@example.org>"}, event)


@deed("attendees.imported", {"registrations": 2, "registration_consents": 2, "audit_entries": 3})
def store(by: User) -> Sent:
    found, at = checked(by)
    return Sent(f"{at}/store", {"version": str(found.version)}, found.event)


@deed(
    "attendees.import_undone",
    {"registrations": -2, "registration_consents": -2, "attendee_import_rows": -2, "audit_entries": 3},
)
def take_back(by: User) -> Sent:
    found, at = checked(by)
    bringing.ask_to_store(found, found.version, by)
    bringing.store(found)
    return Sent(f"{at}/undo", {}, found.event)
