"""A new event after the pattern of another: everything but the people who registered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import inspect

from pin_app.accounts.models import User
from pin_app.db import Base, db
from pin_app.events import clocks, guards, queries
from pin_app.events.models import Event, ProgrammeItem, Question
from pin_app.events.services.writing import begun

OWN = (
    "id", "public_id", "event_id", "state", "sequence", "created_by_id", "copied_from_id", "created_at",
    "changed_at", "published_at", "cancelled_at", "cancel_note", "demo", "retired_at",
)  # fmt: skip
MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")


def copy(event: Event, by: User, starts_at: datetime) -> Event:
    """Make a draft like an event that starts at another moment; all hours move along by the clocks."""
    far = clocks.distance(event.starts_at, starts_at, event.time_zone)
    found = _moved(event, far, event.time_zone)
    guards.period(found["starts_at"], found["ends_at"])
    new = Event(**found, created_by=by, copied_from_id=event.id, demo=event.demo)
    if (made := begun(new, by)) is not new:
        return made
    for item in queries.programme_of(event):
        db.session.add(ProgrammeItem(**_moved(item, far, event.time_zone), event_id=made.id))
    for position, question in enumerate(queries.questions_of(event)):
        db.session.add(Question(**_values(question) | {"position": position}, event_id=made.id))
    db.session.flush()
    return made


def _moved(row: Base, by: timedelta, zone: str) -> dict[str, Any]:
    found = _values(row)
    moments = {name: found[name] for name in MOMENTS if found.get(name) is not None}
    return found | {name: clocks.shifted(moment, by, zone) for name, moment in moments.items()}


def _values(row: Base) -> dict[str, Any]:
    """Return what a row holds beyond what makes it this very row."""
    names = (column.key for column in inspect(type(row)).column_attrs)
    return {name: getattr(row, name) for name in names if name not in OWN}
