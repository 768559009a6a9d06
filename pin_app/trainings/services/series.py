"""Making a series, changing it, and which trainings are its dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import guards as of_events
from pin_app.events.models import Event, Question
from pin_app.events.policies import may_organise
from pin_app.trainings import queries
from pin_app.trainings.models import SeriesEvent, TrainingSeries

DETAILS = ("audience", "language", "titles", "summaries", "minimum", "minimum_unit")
SENSITIVE = ("union_leaders",)  # taking part may tell of a union


def create(by: User, details: Mapping[str, Any]) -> TrainingSeries:
    """Make a draft of a series without dates."""
    of_events.titled(details["titles"], details["language"])
    made = TrainingSeries(created_by=by, **{name: details[name] for name in DETAILS})
    db.session.add(made)
    db.session.flush()
    record("training.created", made, actor=by)
    return made


def change(series: TrainingSeries, by: User, details: Mapping[str, Any], consent: Mapping[str, Any]) -> bool:
    """Change what a series is; returns whether anything is other than before. `consent` as for `attach`."""
    of_events.titled(details["titles"], details["language"])
    hold(series)
    changed = [name for name in DETAILS if getattr(series, name) != details[name]]
    for name in changed:
        setattr(series, name, details[name])
    if changed:
        series.changed_at = now()
        record("training.changed", series, actor=by, changed=changed)
    for event in queries.dates_of([series])[series.id] if "audience" in changed else ():
        protect(series, event, consent)
    db.session.flush()
    return bool(changed)


def publish(series: TrainingSeries, by: User) -> None:
    """Show a series to everybody; said twice, it happens once."""
    hold(series)
    if series.state == "published":
        return
    if not any(event.state == "published" for event in queries.dates_of([series])[series.id]):
        raise PinError("training.no_dates")
    series.state, series.published_at = "published", now()
    record("training.published", series, actor=by)


def hide(series: TrainingSeries, by: User) -> None:
    """Make a series a draft again; its dates stay what they are."""
    hold(series)
    if series.state == "published":
        series.state = "draft"
        record("training.hidden", series, actor=by)


def attach(series: TrainingSeries, event: Event, by: User, consent: Mapping[str, Any]) -> None:
    """Make a training a date of a series; `consent` holds the labels and hints of its separate question."""
    hold(series)
    if not may_organise(by, event):
        raise PinError("training.no_such_event")
    if event.kind != "training":
        raise PinError("training.not_a_training")
    if event.state == "cancelled":
        raise PinError("training.event_cancelled")
    try:
        with db.session.begin_nested():
            db.session.add(SeriesEvent(series_id=series.id, event_id=event.id))
    except IntegrityError:
        raise PinError("training.in_a_series") from None
    protect(series, event, consent)
    record("training.date_added", series, actor=by, event=event.public_id)


def detach(series: TrainingSeries, event: Event, by: User) -> None:
    """Take a date out of its series; what protects it stays."""
    hold(series)
    row = db.session.get(SeriesEvent, event.id)
    if row is None or row.series_id != series.id:
        return
    db.session.delete(row)
    db.session.flush()
    record("training.date_removed", series, actor=by, event=event.public_id)


def protect(series: TrainingSeries, event: Event, consent: Mapping[str, Any]) -> None:
    """Mark a date that may tell of a union, and ask there for a consent that nobody needs to give."""
    if series.audience not in SENSITIVE:
        return
    event.sensitive = True
    asked = select(Question.id).where(
        Question.event_id == event.id,
        Question.kind == "consent",
        Question.purpose == "other",
        Question.retired_at.is_(None),
    )
    if db.session.scalar(asked.limit(1)) is None:
        db.session.add(
            Question(event_id=event.id, kind="consent", purpose="other", position=1_000, **consent)
        )
    db.session.flush()
