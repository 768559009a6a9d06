"""Many registrations of an event at once, as a list brings them in; the caller holds the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record, record_many
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event, Question
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import links
from pin_app.registrations.services.consenting import words_of
from pin_app.registrations.services.telling import note_told
from pin_app.registrations.signals import registration_changed

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody new: checked columns of a registration, the state, and the consents that were given."""

    columns: Mapping[str, Any]
    state: str
    consents: Sequence[Question] = ()


def add_many(event: Event, people: Sequence[Newcomer], by: User | None) -> list[Registration]:
    """Keep people whom a list names, in its order; places were counted by the caller, who holds the event."""
    made = [_made(event, one) for one in people]
    try:
        with db.session.begin_nested():
            db.session.add_all(made)
    except IntegrityError:
        raise PinError("registration.already_there", reference="") from None
    for registration, one in zip(made, people, strict=True):
        _agree(registration, one.consents)
        registration_changed.send(Registration, registration=registration, before=registration.state)
    _record("made", made, by, source="import")
    return made


def change_many(changes: Sequence[tuple[Registration, Mapping[str, Any]]], by: User | None) -> None:
    """Keep new values of checked columns; a new address gets a link of its own."""
    try:
        with db.session.begin_nested():
            for registration, columns in changes:
                _change(registration, columns)
    except IntegrityError:
        raise PinError("registration.already_there", reference="") from None
    told = [
        (one, _facts(one) | {"fields": sorted(columns), "by_organiser": True}) for one, columns in changes
    ]
    record_many("registration.changed", told, by)


def take_back_many(event: Event, registrations: Sequence[Registration], by: User | None) -> None:
    """Delete registrations that a list has made and nobody has touched since; the trail knows of them."""
    _record("taken_back", registrations, by)
    for start in range(0, len(registrations), CHUNK):
        ids = [one.id for one in registrations[start : start + CHUNK]]
        db.session.execute(delete(Registration).where(Registration.id.in_(ids)))
    for one in registrations:
        db.session.expunge(one)


def more_places(event: Event, count: int, by: User | None) -> None:
    """Allow more people at an event that is held, or fewer where the count is below zero."""
    if event.capacity is not None and count:
        event.capacity += count
        action = "event.place_added" if count > 0 else "event.place_removed"
        record(action, event, actor=by, capacity=event.capacity)


def _made(event: Event, one: Newcomer) -> Registration:
    made = Registration(event=event, state=one.state, version=1, source="import", **one.columns)
    made.waiting_since = now() if one.state == "waiting" else None
    note_told(made)
    return made


def _agree(registration: Registration, questions: Sequence[Question]) -> None:
    for question in questions:
        words = words_of(question, registration.language)
        facts = {"text": words.text, "language": words.language}
        db.session.add(RegistrationConsent(registration_id=registration.id, question_id=question.id, **facts))


def _change(registration: Registration, columns: Mapping[str, Any]) -> None:
    if registration.email and columns.get("email", registration.email) != registration.email:
        links.renew(registration)
    for name, value in columns.items():
        setattr(registration, name, value)
    registration.version += 1
    registration.changed_at = now()


def _record(verb: str, registrations: Sequence[Registration], by: User | None, **facts: Any) -> None:
    record_many(f"registration.{verb}", [(one, _facts(one) | facts) for one in registrations], by)


def _facts(registration: Registration) -> dict[str, Any]:
    return {"event": registration.event_id, "state": registration.state}
