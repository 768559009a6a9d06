"""Making a series, changing it, showing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import guards as of_events
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.services.protecting import protect

DETAILS = ("audience", "language", "titles", "summaries", "minimum", "minimum_unit")


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
