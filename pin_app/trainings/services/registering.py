"""Registering for a whole series: every date that is still open, or none of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.forms import clean_line
from pin_app.mail.services import queue
from pin_app.registrations import clocks, policies, services
from pin_app.registrations.models import Registration, RegistrationMail
from pin_app.registrations.services import Person, links, places
from pin_app.registrations.services.registering import key_of
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.questions import Asked


def open_dates(series: TrainingSeries) -> list[Event]:
    """Return the dates for which one can register now, in the order of time."""
    return [event for event in queries.dates_of([series])[series.id] if policies.takes_registrations(event)]


def register_for_all(
    series: TrainingSeries,
    person: Person,
    asked: Asked,
    answers: Mapping[str, Any],
    consents: Collection[str],
    *,
    wait: bool,
    request_key: str = "",
    shown_in: str = "",
) -> list[Registration]:
    """Register somebody for every open date, in one transaction that the caller rolls back on a refusal.

    With `wait` a full date puts the person on its waiting list; else one full date refuses all of them.
    """
    dates = sorted(open_dates(series), key=lambda event: event.id)
    if not dates:
        raise PinError("training.closed")
    for event in dates:  # all forms hold the dates in the same order, so none waits crosswise
        places.take(event)
    begun, made = now(), []  # what is older was there before
    taken = [event.id for event in dates if not places.has_room(event)]
    for event in dates:
        own = asked.answers_at(event, answers), asked.consents_at(event, consents)
        made.append(
            services.register(event, person, *own, request_key=request_key, shown_in=shown_in, mail=False)
        )
    fresh = [one for one in made if one.registered_at >= begun]
    full = sum(one.state == "waiting" for one in fresh)
    if person.user is None:  # the answer tells nobody who comes
        here = (one for one in made if one.registered_at < begun and one.event_id in taken)
        full += sum(not _of_form(one, request_key) for one in here)
    if full and not wait:
        raise PinError("training.full", count=full)
    if fresh:
        _tell(series, sorted(fresh, key=lambda one: one.event.starts_at))
    return made


def _of_form(registration: Registration, request_key: str) -> bool:
    """Whether the very same form was sent before."""
    return registration.request_key == key_of(request_key, registration.email, registration.name_key)


def _tell(series: TrainingSeries, made: Sequence[Registration]) -> None:
    """Write one mail about all dates."""
    person = made[0]
    if not person.email:
        return
    mail = queue(
        "training_registered",
        to=person.email,
        language=person.language,
        name=f"{person.given_name} {person.surname}",
        title=showing.in_language(series.titles, person.language, series.language),
        dates=[_told(one) for one in made],
    )
    db.session.add_all(RegistrationMail(registration_id=one.id, mail_id=mail.id) for one in made)
    db.session.flush()


def _told(registration: Registration) -> dict[str, Any]:
    event = registration.event
    return {
        "title": clean_line(showing.title_of(event, registration.language)),
        "times": clocks.times_of(event, registration.language),
        "place": clean_line(showing.place_of(event)),
        "online_url": clean_line(event.online_url) if policies.has_place(registration) else "",
        "state": registration.state,
        "reference": registration.reference,
        "link": links.path_of(registration),
    }
