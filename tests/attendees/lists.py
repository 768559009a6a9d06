"""Lists for tests: an event with every kind of question, and how files are read."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any, NamedTuple

from openpyxl import load_workbook

from pin_app.accounts.models import User
from pin_app.attendees.services import Order, Taken, take
from pin_app.attendees.wanted import Wanted
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.events.models import Event, Question
from pin_app.events.showing import days_of
from pin_app.registrations.models import Registration, RegistrationConsent
from tests.factories import events

Grid = list[list[str]]
COLOURS = [{"key": "red", "labels": {"en": "Red", "it": "Rosso"}}, {"key": "blue", "labels": {"en": "Blue"}}]


class Asked(NamedTuple):
    """An event's questions."""

    text: Question
    yes_no: Question
    one: Question
    several: Question
    diet: Question
    partners: Question
    photos: Question


def asked(event: Event) -> Asked:
    """One question of each kind, in this order."""
    return Asked(
        events.question(event, label="What do you make?"),
        events.question(event, "yes_no", "Do you need a visa?"),
        events.question(event, "one_of", "Which colour?", options=COLOURS),
        events.question(event, "several_of", "Which colours?", options=COLOURS),
        events.question(event, label="What may you not eat?", sensitive=True),
        events.question(event, "consent", "My contact may go to partners", purpose="partner_list"),
        events.question(event, "consent", "I may be in photos", purpose="photos"),
    )


def agree(person: Registration, question: Question, taken_back: bool = False) -> None:
    """Keep a consent, perhaps one that was taken back."""
    kept = RegistrationConsent(
        registration_id=person.id, question_id=question.id, text="I agree", language="en", given_at=now(),
        withdrawn_at=now() if taken_back else None,
    )  # fmt: skip
    db.session.add(kept)
    db.session.commit()


def was_there(person: Registration, event: Event, day: int = 0) -> None:
    """Check somebody in on a day of the event."""
    row = CheckIn(event_id=event.id, registration_id=person.id, day=days_of(event)[day], first_at=now())
    db.session.add(row)
    db.session.commit()


def two_days(organiser: User, **columns: Any) -> Event:
    """An event that began yesterday and ends today, by the clocks of Italy."""
    start = (now() - timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    return events.event(organiser, starts_at=start, ends_at=start + timedelta(days=1, hours=1), **columns)


def taken(event: Event, by: User | None = None, form: str = "csv", preset: str = "organiser",
          keys: tuple[str, ...] = (), wanted: Wanted | None = None) -> tuple[Taken, bytes]:  # fmt: skip
    """Take a list away as a service does."""
    target = io.BytesIO()
    found = take(event, Order(preset, form, "For a test", wanted or Wanted(), keys), target, by)
    db.session.commit()
    return found, target.getvalue()


def grid_of(event: Event, **options: Any) -> Grid:
    """The cells of a list as CSV for machines, headings first."""
    return csv_grid(taken(event, **options)[1])


def csv_grid(content: bytes, separator: str = ",") -> Grid:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def sheet_grid(content: bytes) -> Grid:
    rows = load_workbook(io.BytesIO(content)).active.iter_rows()
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in rows]


def column(grid: Grid, heading: str) -> list[str]:
    """The cells under a heading."""
    place = grid[0].index(heading)
    return [row[place] for row in grid[1:]]
