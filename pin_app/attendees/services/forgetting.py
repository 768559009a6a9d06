"""Words that were typed about somebody are forgotten with that person: in filters, logs and reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, select

from pin_app import search
from pin_app.attendees.models import AttendeeExport, AttendeeFilter, AttendeeImportRow
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.registrations.limits import GUESTS_KEPT
from pin_app.registrations.models import Registration
from pin_app.registrations.signals import registration_forgotten

SHORTEST = 3  # a shorter word tells of nobody


@registration_forgotten.connect
def forget_words(_sender: type[Registration], registration: Registration, **_more: Any) -> None:
    """Forget what was typed about somebody."""
    for model in (AttendeeFilter, AttendeeExport):
        kept: Any = db.session.scalars(select(model).where(model.event_id == registration.event_id))
        for one in kept:
            if tells_of(str(one.arguments.get("q", "")), registration):
                _forget_words(one)
            if isinstance(one, AttendeeExport) and names(one.purpose, registration):
                one.purpose = ""
    rows = AttendeeImportRow.registration_id == registration.id
    db.session.execute(delete(AttendeeImportRow).where(rows))  # it cannot be taken back from nobody
    db.session.flush()


def sweep() -> int:
    """Forget all that was typed for lists of events whose guests are forgotten; returns how many rows."""
    past = select(Event.id).where(Event.ends_at <= now() - GUESTS_KEPT)
    filters = [one for one in _of(AttendeeFilter, past) if one.arguments.get("q")]
    exports = [one for one in _of(AttendeeExport, past) if one.purpose or one.arguments.get("q")]
    for one in (*filters, *exports):
        _forget_words(one)
    for one in exports:
        one.purpose = ""
    db.session.flush()
    return len(filters) + len(exports)


def tells_of(words: str, registration: Registration) -> bool:
    """Whether searched words hold a part of somebody's name, address, telephone or reference."""
    known = f"{registration.name_key} {registration.email} {registration.reference}".casefold()
    folded = {*words.casefold().split(), *search.indexed([words]).split()}
    digits = "".join(sign for sign in words if sign.isdigit()).lstrip("0")
    return any(len(word) >= SHORTEST and word in known for word in folded) or (
        len(digits) > SHORTEST and digits in registration.phone
    )


def names(text: str, registration: Registration) -> bool:
    """Whether a sentence names somebody: by a whole word of the name, the address, telephone or reference."""
    parts = {part for part in registration.name_key.split() if len(part) >= SHORTEST}
    digits = "".join(sign for sign in text if sign.isdigit())
    phone = registration.phone.lstrip("+")
    others = [one.casefold() for one in (registration.email, registration.reference) if one]
    return (
        bool(parts & set(search.indexed([text]).split()))
        or any(one in text.casefold() for one in others)
        or (len(phone) > SHORTEST and phone[2:] in digits)
    )


def _of(model: Any, past: Select[Any]) -> Sequence[Any]:
    return db.session.scalars(select(model).where(model.event_id.in_(past)).order_by(model.id)).all()


def _forget_words(kept: AttendeeFilter | AttendeeExport) -> None:
    """Delete a filter, which would show others without its words; of a list that was taken all else stays."""
    if isinstance(kept, AttendeeFilter):
        db.session.delete(kept)
    else:
        kept.arguments = {name: value for name, value in kept.arguments.items() if name != "q"}
