"""Training series for tests, with dates, people and who was there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pin_app.accounts.models import User
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.showing import local
from pin_app.registrations.models import Registration
from pin_app.trainings.models import Certificate, SeriesEvent, TrainingSeries
from tests.factories import events
from tests.factories.people import person


def series(by: User | None = None, dates: int = 0, **columns: Any) -> TrainingSeries:
    """A published series for migrants with weekly dates; half of the sessions bring a certificate."""
    given: dict[str, Any] = {
        "audience": "migrants", "state": "published", "titles": {"en": "Same job, same rights"},
        "published_at": now(), "minimum": 50, "created_by_id": by.id if by else None,
    }  # fmt: skip
    made = TrainingSeries(**(given | columns))
    db.session.add(made)
    db.session.commit()
    for number in range(dates):
        date_of(made, by, weeks=number)
    return made


def date_of(made: TrainingSeries, by: User | None = None, weeks: int = 0, **columns: Any) -> Event:
    """One date of a series, some weeks after the first one in a month; negative weeks reach into the past."""
    start = (now() + timedelta(days=30)).replace(hour=8, minute=0, second=0, microsecond=0)
    start += timedelta(weeks=weeks)
    given = {"starts_at": start, "ends_at": start + timedelta(hours=4)}
    event = events.event(by, kind="training", **(given | columns))
    db.session.add(SeriesEvent(series_id=made.id, event_id=event.id))
    db.session.commit()
    return event


def run(dates: int = 2, **columns: Any) -> tuple[User, TrainingSeries]:
    """An organiser and a series of theirs."""
    by = person(role="organiser")
    return by, series(by, dates, **columns)


def check_in(of: Registration, item: ProgrammeItem | None = None, day: date | None = None) -> CheckIn:
    """Somebody was there, on the first day unless another is said."""
    found = day or local(of.event, of.event.starts_at).date()
    made = CheckIn(
        event_id=of.event_id,
        registration_id=of.id,
        item_id=item.id if item else None,
        day=found,
        first_at=now(),
    )
    db.session.add(made)
    db.session.commit()
    return made


def certificate(of: TrainingSeries, person: Registration) -> Certificate:
    """A certificate of a series for somebody who was at one of two sessions."""
    made = Certificate(
        series_id=of.id, registration_id=person.id, titles=of.titles, first_day=date(2026, 5, 4),
        last_day=date(2026, 5, 11), sessions=1, of_sessions=2, minutes=240,
    )  # fmt: skip
    db.session.add(made)
    db.session.commit()
    return made
