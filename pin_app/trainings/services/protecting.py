"""Dates whose attendance may tell of a union: marked as such, with a consent that nobody needs to give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.events.signals import event_changed
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries

SENSITIVE = ("union_leaders",)  # audiences
PURPOSE = "sensitive"  # of the consent: with it a person may be named outside
Words = Mapping[str, Any]
"""Labels and hints of the consent question, by language."""


def protect(series: TrainingSeries, event: Event, consent: Words) -> None:
    """Mark a date of such a series, and have its form ask once, apart from everything else."""
    if series.audience not in SENSITIVE:
        return
    event.sensitive = True
    mine = select(Question.id).where(Question.event_id == event.id, Question.retired_at.is_(None))
    if db.session.scalar(mine.where(Question.purpose == PURPOSE).limit(1)) is None:
        last = db.session.scalar(select(func.max(Question.position)).where(Question.event_id == event.id))
        position = (last or 0) + 1
        db.session.add(
            Question(event_id=event.id, kind="consent", purpose=PURPOSE, position=position, **consent)
        )
    db.session.flush()


@event_changed.connect
def keep_marked(_sender: type[Event], event: Event, changed: list[str], **_more: Any) -> None:
    """Keep the mark on a date of such a series though somebody took the tick away."""
    if "sensitive" in changed and not event.sensitive:
        series = queries.series_of(event)
        event.sensitive = series is not None and series.audience in SENSITIVE
