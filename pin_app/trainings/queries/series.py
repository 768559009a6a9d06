"""Which series: to come, run by a person, of an address; and their dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser
from pin_app.trainings.models import (
    SeriesEvent,
    TrainingSeries,
)
from pin_app.typed import is_public_id

PER_PAGE = 20


def by_public_id(public_id: str) -> TrainingSeries | None:
    """Return the series of an address, None where there is none."""
    if not is_public_id(public_id):
        return None
    return db.session.scalar(select(TrainingSeries).where(TrainingSeries.public_id == public_id))


def coming(audience: str, language: str, page: int) -> Pagination:
    """Return the published series with a date to come, the next first; an empty word asks for nothing."""
    next_start = _next_start()
    asked: list[ColumnElement[bool]] = [TrainingSeries.state == "published", next_start.is_not(None)]
    if audience:
        asked.append(TrainingSeries.audience == audience)
    if language:
        asked.append(TrainingSeries.titles[language].as_string().is_not(None))
    wanted = select(TrainingSeries).where(*asked).order_by(next_start, TrainingSeries.id)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def run_by(user: User, page: int) -> Pagination:
    """Return the series that a person runs (staff: all), the latest first."""
    wanted = select(TrainingSeries).order_by(TrainingSeries.created_at.desc(), TrainingSeries.id.desc())
    if not is_staff(user):
        dates = select(SeriesEvent.event_id).where(SeriesEvent.series_id == TrainingSeries.id)
        foreign = dates.where(SeriesEvent.event_id.not_in(_organised_by(user)))
        mine = or_(dates.exists(), TrainingSeries.created_by_id == user.id)
        wanted = wanted.where(mine, ~foreign.exists())
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def dates_of(series: Iterable[TrainingSeries]) -> dict[int, list[Event]]:
    """Return the dates of some series by number, in the order of time."""
    numbers = [one.id for one in series]
    found: dict[int, list[Event]] = {number: [] for number in numbers}
    wanted = select(SeriesEvent).join(SeriesEvent.event).where(SeriesEvent.series_id.in_(numbers))
    wanted = wanted.options(joinedload(SeriesEvent.event)).order_by(Event.starts_at, Event.id)
    for row in db.session.scalars(wanted) if numbers else ():
        found[row.series_id].append(row.event)
    return found


def organisers_in(series: TrainingSeries) -> Sequence[EventOrganiser]:
    """Return who runs which date of a series, who was first at the first date first."""
    wanted = select(EventOrganiser).join(SeriesEvent, SeriesEvent.event_id == EventOrganiser.event_id)
    wanted = wanted.where(SeriesEvent.series_id == series.id).options(joinedload(EventOrganiser.user))
    order = (EventOrganiser.event_id, EventOrganiser.added_at, EventOrganiser.user_id)
    return db.session.scalars(wanted.order_by(*order)).all()


def series_of(event: Event) -> TrainingSeries | None:
    """Return the series to which a date belongs."""
    of_event = select(TrainingSeries).join(SeriesEvent, SeriesEvent.series_id == TrainingSeries.id)
    return db.session.scalar(of_event.where(SeriesEvent.event_id == event.id))


def attachable(user: User) -> Sequence[Event]:
    """Return the trainings that a person organises and that belong to no series, the latest first."""
    free = select(Event).where(
        Event.kind == "training",
        Event.state != "cancelled",
        Event.id.not_in(select(SeriesEvent.event_id)),
    )
    if not is_staff(user):
        free = free.where(Event.id.in_(_organised_by(user)))
    return db.session.scalars(free.order_by(Event.starts_at.desc(), Event.id).limit(100)).all()


def _next_start() -> ColumnElement[datetime]:
    wanted = select(func.min(Event.starts_at)).join(SeriesEvent, SeriesEvent.event_id == Event.id)
    wanted = wanted.where(
        SeriesEvent.series_id == TrainingSeries.id, Event.state == "published", Event.ends_at > now()
    )
    return wanted.correlate(TrainingSeries).scalar_subquery()


def _organised_by(user: User) -> Select[Any]:
    return select(EventOrganiser.event_id).where(EventOrganiser.user_id == user.id)
