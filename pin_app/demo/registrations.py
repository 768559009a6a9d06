"""Invented people who registered for the demo's events: in three writings, some waiting, some cancelled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from importlib.resources import files
from random import Random
from typing import Any

from pin_app.accounts.queries import by_email
from pin_app.db import db, now
from pin_app.demo import naming
from pin_app.events import queries as events
from pin_app.events.models import Event, Question
from pin_app.profiles import queries as profiles
from pin_app.registrations import services
from pin_app.registrations.models import Registration
from pin_app.registrations.services import Person

MEMBERS = ("imran@demo.example.org", "sana@demo.example.org", "paolo@demo.example.org")
COMING = 30  # at an event with room for more
WAITING = 5  # beyond the places of a small one
CANCELLED = 2
TEXTS = {"en": "To be agreed", "it": "Da definire", "ur": "بعد میں طے ہو گا"}


def fill(made: Iterable[Event]) -> int:
    """Have people register for these events; returns how many did."""
    return sum(_attended(event, Random(number)) for number, event in enumerate(made))  # noqa: S311 -- the demo


def _attended(event: Event, draw: Random) -> int:
    most = COMING if event.capacity is None or event.capacity > COMING else event.capacity + WAITING
    people = [*_members(event), *(_invented(draw, number) for number in range(most))][:most]
    rows = [_registered(event, person, draw) for person in people]
    for place, row in enumerate(rows):
        _age(row, timedelta(days=25) * (1 - place / len(rows)))
    for row in draw.sample([row for row in rows[3:] if row.state == "registered"], CANCELLED):
        if event.ends_at > now():
            services.cancel(row, mail=False)
    db.session.flush()
    return len(rows)


def _registered(event: Event, person: Person, draw: Random) -> Registration:
    questions = events.questions_of(event)
    agreed = [one.public_id for one in questions if one.kind == "consent" and draw.random() < 0.6]
    answers = {one.public_id: _answer(one, person, draw) for one in questions if one.kind != "consent"}
    row = services.register(
        event, person, answers, agreed, source="import", shown_in=person.language, mail=False
    )
    row.source = "form"
    return row


def _answer(question: Question, person: Person, draw: Random) -> Any:
    keys = [one["key"] for one in question.options]
    if question.kind == "yes_no":
        return draw.random() < 0.3
    if question.kind == "one_of":
        return draw.choice(keys)
    if question.kind == "several_of":
        return draw.sample(keys, draw.randint(1, len(keys)))
    wanted = question.required or draw.random() < 0.3
    return TEXTS[person.language] if wanted and question.kind in ("text", "long_text") else None


def _age(row: Registration, since: timedelta) -> None:
    """Let somebody have registered some time ago, before the event began."""
    row.registered_at = row.changed_at = min(now(), row.event.starts_at) - since
    row.waiting_since = row.registered_at if row.state == "waiting" else None


def _members(event: Event) -> Iterator[Person]:
    """The demo's members, for the firms that they speak for."""
    for address in MEMBERS:
        user = by_email(address)
        own = profiles.of(user)[:1] if user is not None else ()
        if user is None or not own:
            continue
        given, _, surname = user.name.rpartition(" ")
        yield Person(
            surname=surname, given_name=given, email=user.email, language=user.language, user=user,
            profile=own[0], organisation=own[0].name, phone=own[0].phone, city=own[0].city,
            country=own[0].country, kind=own[0].kind, sector=own[0].sectors[0] if own[0].sectors else "",
        )  # fmt: skip


def _invented(draw: Random, number: int) -> Person:
    """One guest: every third from Italy, every third with a name in Urdu script."""
    if number % 3 == 2:
        given, surname, latin = draw.choice(_in_urdu())
        address, language, country = latin, "ur", "PK"
    else:
        country = "IT" if number % 3 else "PK"
        given, _, surname = naming.person(country, draw.random() < 0.4, draw).partition(" ")
        address, language = f"{given}.{surname}", "it" if country == "IT" else "en"
    return Person(
        surname=surname, given_name=given, email=naming.email(address, number), language=language,
        phone=naming.phone(11_000 + number), whatsapp_ok=draw.random() < 0.5, country=country,
        city=draw.choice(("Brescia", "Milano", "Bologna") if country == "IT" else ("Sialkot", "Gujrat")),
        kind="italian_firm" if country == "IT" else "pakistani_firm",
    )  # fmt: skip


def _in_urdu() -> list[tuple[str, str, str]]:
    """Given name, surname and Latin letters of people who write their name in Urdu script."""
    told = json.loads((files(__package__) / "data" / "names_in_urdu.json").read_text("utf-8"))
    return [(given, surname, latin) for given, surname, latin in told]
