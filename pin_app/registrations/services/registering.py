"""Registering: a place if there is one, else the waiting list, and never a place that is not there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.registrations import clocks, policies, queries
from pin_app.registrations.models import Registration
from pin_app.registrations.services import answering, mailing, places
from pin_app.registrations.services.consenting import set_consents
from pin_app.registrations.services.people import Person, columns_of
from pin_app.registrations.services.telling import note_told
from pin_app.registrations.services.waiting import offer_places
from pin_app.security import new_secret


def register(
    event: Event,
    person: Person,
    answers: Mapping[str, Any] | None = None,
    consents: Collection[str] = (),
    *,
    request_key: str = "",
    shown_in: str = "",
    source: str = "form",
    by: User | None = None,
    mail: bool = True,
    add_place: bool = False,
) -> Registration:
    """Register somebody, or put them on the waiting list of a full event.

    The same form sent again, and the same person again, lead to the registration that stands; the latter is
    told so by mail. Other sources than the form are the organisers' own: their rules are looser, a person who
    is there already is refused with `registration.already_there`, and with `add_place` a full event gets one
    more place.
    """
    places.take(event)
    columns = columns_of(person, needs_email=source == "form")
    key = key_of(request_key, columns["email"], columns["name_key"])
    columns |= {"request_key": key, "source": source, "user": person.user}
    if (sent_before := queries.by_request_key(event, columns["request_key"])) is not None:
        return sent_before
    if source == "form":
        guard(event, person.user)
        _same_for_guests(event, person.user)
    questions = events.questions_of(event)
    columns["answers"] = answering.taken(questions, answers or {}, complete=source == "form")
    if (standing := _standing(event, columns)) is not None:
        return _there_already(standing, columns)
    made = _new(event, columns, by if add_place else None)
    if made.version == 0:  # kept by this very call
        set_consents(made, questions, consents, shown_in or person.language)
        places.move(made, made.state, "made", by, source=source)
        if mail:
            mailing.tell_state(made)
    return made


def guard(event: Event, user: User | None) -> None:
    """Refuse a form that is not open, or not open to this person."""
    if (code := policies.why_closed(event)) != "":
        raise PinError(code, day=clocks.moment_of(event, event.opens_at) if event.opens_at else "")
    if event.members_only and user is None:
        raise PinError("registration.members_only")


def _same_for_guests(event: Event, user: User | None) -> None:
    """Say to each guest that all is full before looking who it is: the answer tells nobody who comes."""
    if user is None and not event.waiting_list and not places.has_room(event):
        raise PinError("registration.full")


def _standing(event: Event, columns: Mapping[str, Any]) -> Registration | None:
    """Return the registration of the same person: by address and name, of a member by the account."""
    found, user = queries.standing_of(event, columns["email"], columns["name_key"]), columns["user"]
    return found or (queries.standing_of_user(event, user) if user is not None else None)


def _there_already(standing: Registration, columns: Mapping[str, Any]) -> Registration:
    if columns["source"] != "form":
        raise PinError("registration.already_there", reference=standing.reference)
    if columns["user"] is None:  # a member sees it on the page that comes next
        mailing.tell_already(standing)
    return standing


def _new(event: Event, columns: Mapping[str, Any], makes_room: User | None) -> Registration:
    """Keep somebody new; where the event was not held, the store's own rules say who was first."""
    offer_places(event)  # those who wait come first
    made = Registration(event=event, state=_state(event, makes_room), version=0, **columns)
    made.waiting_since = now() if made.state == "waiting" else None
    note_told(made)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        found = queries.by_request_key(event, columns["request_key"]) or _standing(event, columns)
        if found is None:
            raise
        return found
    return made


def _state(event: Event, makes_room: User | None) -> str:
    if makes_room is not None and not places.has_room(event):
        places.one_more(event, makes_room)
    if places.has_room(event):
        return "registered"
    if not event.waiting_list:
        raise PinError("registration.full")
    return "waiting"


def key_of(request_key: str, email: str, name_key: str) -> str:
    """One form and one person: who goes back and writes another name registers somebody else."""
    if not request_key:
        return new_secret()
    return hashlib.sha256("\n".join((request_key, email, name_key)).encode()).hexdigest()
