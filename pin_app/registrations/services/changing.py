"""Changing what somebody wrote: contact, answers and consents; the place is not touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Question
from pin_app.registrations import policies, queries
from pin_app.registrations.models import Registration
from pin_app.registrations.services import answering, places
from pin_app.registrations.services.consenting import differs, set_consents
from pin_app.registrations.services.people import Person, columns_of

NAME = ("surname", "given_name", "name_key")


def change(
    registration: Registration,
    person: Person,
    answers: Mapping[str, Any],
    consents: Collection[str] | None = None,
    *,
    by: User | None = None,
    shown_in: str = "",
    by_organiser: bool = False,
    expected: int | None = None,
) -> bool:
    """Keep what is written now; returns whether anything is other than before.

    `consents` None leaves them as they are: only the person gives and takes them back. Answers to questions
    that are no longer asked stay.
    """
    event = places.take_one(registration)
    if not by_organiser and not policies.may_change(registration):
        raise PinError("registration.over")
    questions = events.questions_of(event)
    columns = columns_of(person, needs_email=not by_organiser)
    del columns["profile"]  # no form of a change asks for whom somebody comes
    columns["answers"] = _kept(registration, questions) | answering.taken(
        questions, answers, complete=not by_organiser
    )
    changed = [name for name, value in columns.items() if getattr(registration, name) != value]
    if changed or (consents is not None and differs(registration, questions, consents)):
        places.unchanged(registration, expected)  # the same form twice is no change
    _write(registration, {name: columns[name] for name in changed})
    if consents is not None:
        changed += set_consents(registration, questions, consents, shown_in or registration.language)
    if changed:
        places.note(registration, "changed", by, fields=changed, by_organiser=by_organiser)
    return bool(changed)


def rename(registration: Registration, like: Registration, by: User) -> None:
    """Have a registration bear the name of another one of the same person, on an organiser's word."""
    places.take_one(registration)
    changed = [name for name in NAME if getattr(registration, name) != getattr(like, name)]
    if changed:
        _write(registration, {name: getattr(like, name) for name in changed})
        places.note(registration, "changed", by, fields=changed, by_organiser=True)


def withdraw_consent(registration: Registration, question: Question, by: User | None = None) -> bool:
    """Take a consent back, also after the event; returns whether it stood."""
    places.take_one(registration)
    consent = queries.agreed(registration).get(question.id)
    if consent is None:
        return False
    consent.withdrawn_at = now()
    places.note(registration, "consent_withdrawn", by, question=question.public_id)
    return True


def write_note(registration: Registration, text: str, by: User) -> None:
    """Keep what the organisers note for themselves."""
    places.take_one(registration)
    if registration.note != text:
        registration.note = text
        places.note(registration, "noted", by)


def _kept(registration: Registration, questions: Collection[Question]) -> dict[str, Any]:
    """Return the answers to questions that the form does not ask any more."""
    asked = {question.public_id for question in questions}
    return {name: value for name, value in registration.answers.items() if name not in asked}


def _write(registration: Registration, columns: Mapping[str, Any]) -> None:
    """Keep new columns; a name and address that somebody else at the event has already are refused."""
    try:
        with db.session.begin_nested():
            for name, value in columns.items():
                setattr(registration, name, value)
    except IntegrityError:
        raise PinError("registration.already_there", reference="") from None
