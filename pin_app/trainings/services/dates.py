"""Which trainings are the dates of a series: added, taken out, repeated week by week, published together."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import clocks
from pin_app.events import services as events
from pin_app.events.models import Event
from pin_app.events.policies import may_organise
from pin_app.trainings import queries
from pin_app.trainings.models import SeriesEvent, TrainingSeries
from pin_app.trainings.services.protecting import Words, protect

REPEATS_MOST = 20


def attach(series: TrainingSeries, event: Event, by: User, consent: Words) -> None:
    """Make a training a date of a series; `consent` is what is asked where the date has to be protected."""
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


def repeat(series: TrainingSeries, event: Event, by: User, times: int, consent: Words) -> list[Event]:
    """Copy a date into the following weeks, at the same hour by its clocks; the copies are drafts.

    Who runs the date runs the copies, or they would lose the series.
    """
    if not 1 <= times <= REPEATS_MOST:
        raise PinError("training.odd_repeats", most=REPEATS_MOST)
    if event not in queries.dates_of([series])[series.id]:
        raise PinError("training.no_such_event")
    made = []
    for week in range(1, times + 1):
        starts_at = clocks.shifted(event.starts_at, timedelta(weeks=week), event.time_zone)
        made.append(events.copy(event, by, starts_at))
        events.share(made[-1], event, by)
        attach(series, made[-1], by, consent)
    return made


def publish_dates(series: TrainingSeries, by: User) -> int:
    """Publish the drafts among the dates that are still to come; returns how many."""
    hold(series)
    drafts = [event for event in queries.dates_of([series])[series.id] if event.state == "draft"]
    found = [event for event in drafts if event.ends_at > now()]
    for event in found:
        events.publish(event, by)
    return len(found)
