"""Events for tests, with people who registered for them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser, ProgrammeItem, Question
from pin_app.registrations.models import Registration
from tests.factories.people import person

_numbers = count(1)


def event(organiser: User | None = None, **columns: Any) -> Event:
    """A published seminar in Brescia in a month, from nine to five, run by the organiser."""
    start = (now() + timedelta(days=30)).replace(hour=8, minute=0, second=0, microsecond=0)
    given: dict[str, Any] = {
        "kind": "seminar", "state": "published", "titles": {"en": "Trading with Sialkot"}, "language": "en",
        "starts_at": start, "ends_at": start + timedelta(hours=8), "venue": "Camera di Commercio",
        "city": "Brescia", "country": "IT", "published_at": now(),
    }  # fmt: skip
    made = Event(**(given | columns))
    if made.state == "draft":
        made.published_at = None
    db.session.add(made)
    db.session.flush()
    if organiser is not None:
        db.session.add(EventOrganiser(event_id=made.id, user_id=organiser.id))
    db.session.commit()
    return made


def by_day() -> str:
    """The one of PIN's two zones in which two hours ago and an hour from now are this day."""
    return "Europe/Rome" if 17 <= now().hour < 21 else "Asia/Karachi"


def organised() -> tuple[User, Event]:
    """An organiser and an event of theirs."""
    by = person(role="organiser")
    return by, event(by)


def registration(of: Event, state: str = "registered", **columns: Any) -> Registration:
    """Somebody who registered, committed."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "surname": f"Surname{number:04}", "given_name": "Given", "email": f"guest{number}@example.org",
        "phone": f"+9230055{number:05}", "organisation": f"Firm {number}", "country": "PK", "city": "Sialkot",
    }  # fmt: skip
    given |= columns
    given.setdefault("typed_email", given["email"])
    given.setdefault("name_key", f"{given['surname']} {given['given_name']}".casefold())
    if state == "waiting":
        given.setdefault("waiting_since", now())
    made = Registration(event_id=of.id, state=state, **given)
    db.session.add(made)
    db.session.commit()
    return made


def question(of: Event, kind: str = "text", label: str = "What do you make?", **columns: Any) -> Question:
    """One question of an event's form, after those that it has."""
    position = columns.pop("position", next(_numbers))
    made = Question(event_id=of.id, kind=kind, labels={"en": label}, position=position, **columns)
    db.session.add(made)
    db.session.commit()
    return made


def item(of: Event, title: str = "Opening", hours: int = 1, **columns: Any) -> ProgrammeItem:
    """One point of an event's programme, at its start."""
    given = {"starts_at": of.starts_at, "ends_at": of.starts_at + timedelta(hours=hours)}
    made = ProgrammeItem(event_id=of.id, titles={"en": title}, **(given | columns))
    db.session.add(made)
    db.session.commit()
    return made
