"""Taking a stored list back, as long as nobody has touched what it made."""

from __future__ import annotations

from collections.abc import Sequence

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeImport, AttendeeImportRow
from pin_app.attendees.queries import imports
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.registrations.services import offer_places, places
from pin_app.registrations.services.in_bulk import change_many, more_places, take_back_many

NAMED = 5  # people who are named when a list cannot be taken back


def take_back(found: AttendeeImport, by: User | None) -> bool:
    """Delete what a list has made and bring back what it has changed; False where that was done already.

    All of it or nothing: refused when somebody has been written to, has come, or was changed since.
    """
    hold(found)
    if found.state == "undone":
        return False
    if found.state != "stored" or found.expires_at <= now():
        raise PinError("attendees.too_late_to_undo")
    event = found.event
    places.take(event)
    rows = imports.written_rows(found)
    _guard(found, rows)
    made = [row for row in rows if row.outcome != "changed"]
    change_many([(_of(row), row.before) for row in rows if row.outcome == "changed"], by)
    take_back_many(event, [_of(row) for row in made], by)
    _fewer_places(event, found.counts.get("places_added", 0), by)
    found.state, found.undone_at = "undone", now()
    imports.replace_rows(found, [])
    record("attendees.import_undone", event, actor=by, list=found.public_id, people=len(rows))
    db.session.flush()
    offer_places(event)
    return True


def _guard(found: AttendeeImport, rows: Sequence[AttendeeImportRow]) -> None:
    counts = found.counts
    if len(rows) < sum(counts[outcome] for outcome in ("created", "waiting", "changed")):
        raise PinError("attendees.gone_since")
    used = imports.used_elsewhere([_of(row).id for row in rows if row.outcome != "changed"])
    touched = [row for row in rows if _of(row).id in used or _of(row).version != row.version]
    touched += [row for row in rows if _of(row).forgotten_at is not None and row not in touched]
    if touched:
        names = ", ".join(_of(row).reference for row in touched[:NAMED])
        raise PinError("attendees.touched_since", count=len(touched), references=names)


def _fewer_places(event: Event, added: int, by: User | None) -> None:
    """Take back the places that the list has added, where nobody else has taken them since."""
    free = places.free(event)
    if added and free is not None and free >= added:
        more_places(event, -added, by)


def _of(row: AttendeeImportRow) -> Registration:
    if row.registration is None:
        raise PinError("attendees.gone_since")
    return row.registration
