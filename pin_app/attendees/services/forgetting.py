"""Words that were typed to find somebody are forgotten with that person: in filters, logs and reports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from pin_app import search
from pin_app.attendees.models import AttendeeExport, AttendeeFilter, AttendeeImportRow
from pin_app.db import db, now
from pin_app.registrations.limits import GUESTS_KEPT
from pin_app.registrations.models import Registration
from pin_app.registrations.signals import registration_forgotten

SHORTEST = 3  # a shorter word tells of nobody


@registration_forgotten.connect
def forget_words(_sender: type[Registration], registration: Registration, **_more: Any) -> None:
    """Forget what was typed about somebody; when the guests of an event are forgotten, all that was typed."""
    whole = registration.event.ends_at <= now() - GUESTS_KEPT
    for model in (AttendeeFilter, AttendeeExport):
        kept: Any = db.session.scalars(select(model).where(model.event_id == registration.event_id))
        for one in kept:
            if one.arguments.get("q") and (whole or tells_of(str(one.arguments["q"]), registration)):
                _forget(one)
    rows = AttendeeImportRow.registration_id == registration.id
    db.session.execute(delete(AttendeeImportRow).where(rows))  # it cannot be taken back from nobody
    db.session.flush()


def tells_of(words: str, registration: Registration) -> bool:
    """Whether searched words hold a part of somebody's name, address, telephone or reference."""
    known = f"{registration.name_key} {registration.email} {registration.reference}".casefold()
    folded = {*words.casefold().split(), *search.indexed([words]).split()}
    digits = "".join(sign for sign in words if sign.isdigit()).lstrip("0")
    return any(len(word) >= SHORTEST and word in known for word in folded) or (
        len(digits) > SHORTEST and digits in registration.phone
    )


def _forget(kept: AttendeeFilter | AttendeeExport) -> None:
    """Delete a filter, which would show others without its words; of a list that was taken all else stays."""
    if isinstance(kept, AttendeeFilter):
        db.session.delete(kept)
    else:
        kept.arguments = {name: value for name, value in kept.arguments.items() if name != "q"}
