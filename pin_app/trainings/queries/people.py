"""Who is in a series, at which sessions they were, and what one account has to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager

from pin_app.accounts.models import User
from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.events.models import Event, ProgrammeItem
from pin_app.registrations.models import STANDING, Registration
from pin_app.registrations.queries import belongs_to
from pin_app.trainings.attendance import Line, Person, Row, Seen, line_of, people_of
from pin_app.trainings.models import (
    SeriesEvent,
    TrainingSeries,
)
from pin_app.trainings.queries.series import dates_of
from pin_app.trainings.sessions import Session, sessions_of

NAME = ("surname", "given_name")
MINE_MOST = 500  # registrations that the page of one person looks at


def counted_sessions(series: TrainingSeries) -> list[Session]:
    """Return the sessions of all dates that were published and not cancelled."""
    events = [event for event in dates_of([series])[series.id] if event.state == "published"]
    return sessions_of(events, items_of(events))


def items_of(events: Sequence[Event]) -> Sequence[ProgrammeItem]:
    """Return the points with check-in of some programmes."""
    items = select(ProgrammeItem).where(
        ProgrammeItem.event_id.in_([event.id for event in events]), ProgrammeItem.check_in
    )
    return db.session.scalars(items.order_by(ProgrammeItem.starts_at, ProgrammeItem.id)).all()


def people_in(series: TrainingSeries) -> list[Person]:
    """Return who has a place, waits for one, or was there without, by name."""
    columns = [
        Registration.__table__.c[name] for name in Row._fields
    ]  # rows, not objects: the lists are long
    was_there = exists().where(CheckIn.registration_id == Registration.id)
    wanted = select(*columns).join(SeriesEvent, SeriesEvent.event_id == Registration.event_id)
    wanted = wanted.where(
        SeriesEvent.series_id == series.id, or_(Registration.state.in_(STANDING), was_there)
    )
    return people_of(map(Row._make, db.session.execute(wanted)))


def lines_of(series: TrainingSeries, moment: datetime) -> tuple[list[Session], list[Line]]:
    """Return the sessions of a series, and the attendance of everybody in it by name."""
    sessions, seen = counted_sessions(series), check_ins_in(series)
    return sessions, [line_of(person, sessions, seen, moment) for person in people_in(series)]


def present_in(series: TrainingSeries, event: Event | None = None) -> list[Person]:
    """Return who was at one session of a series at least, or at one of its dates."""
    seen = check_ins_in(series)
    return [
        person
        for person in people_in(series)
        if any(seen.get(row.id) for row in person.rows if event is None or row.event_id == event.id)
    ]


def check_ins_in(series: TrainingSeries) -> Seen:
    """Return the check-ins at the dates of a series, by registration."""
    at_dates = CheckIn.event_id.in_(select(SeriesEvent.event_id).where(SeriesEvent.series_id == series.id))
    return _seen(at_dates)


def check_ins_of(registration_ids: Iterable[int]) -> Seen:
    """Return the check-ins of some registrations, by registration."""
    return _seen(CheckIn.registration_id.in_(list(registration_ids)))


def expected_at(event: Event) -> Sequence[Registration]:
    """Return who has a place at a date, by name."""
    wanted = select(Registration).where(Registration.event_id == event.id, Registration.state == "registered")
    by_name = (Registration.surname, Registration.given_name, Registration.id)
    return db.session.scalars(wanted.order_by(*by_name)).all()


def there_at(session: Session) -> set[int]:
    """Return the registrations of those who were at a session."""
    seen = _seen(CheckIn.event_id == session.event.id)
    return {number for number, found in seen.items() if session.was_attended(found)}


def named_otherwise(series: TrainingSeries, registration: Registration) -> Sequence[Registration]:
    """Return who registered for other dates with the same form or address, under another name.

    Who stands under that name at this very date as well is somebody else.
    """
    here = aliased(Registration)
    someone = here.event_id == registration.event_id, here.id != registration.id
    same = [Registration.request_key == registration.request_key]
    same += [Registration.email == registration.email] if registration.email else []
    wanted = select(Registration).join(SeriesEvent, SeriesEvent.event_id == Registration.event_id)
    wanted = (
        wanted.join(Registration.event)
        .options(contains_eager(Registration.event))
        .where(
            SeriesEvent.series_id == series.id,
            Registration.event_id != registration.event_id,
            or_(*(getattr(Registration, name) != getattr(registration, name) for name in NAME)),
            Registration.forgotten_at.is_(None),
            or_(*same),
            or_(Registration.state.in_(STANDING), exists().where(CheckIn.registration_id == Registration.id)),
            ~exists().where(*someone, here.name_key == Registration.name_key, here.state.in_(STANDING)),
        )
    )
    return db.session.scalars(wanted.order_by(Event.starts_at, Registration.id)).all()


def rows_of_user(user: User) -> tuple[list[Row], dict[int, TrainingSeries]]:
    """Return a person's own registrations at dates of published series, and the series of each event."""
    columns = [getattr(Registration, name) for name in Row._fields]
    wanted = select(TrainingSeries, *columns).join(SeriesEvent, SeriesEvent.event_id == Registration.event_id)
    wanted = wanted.join(TrainingSeries, TrainingSeries.id == SeriesEvent.series_id)
    wanted = wanted.where(belongs_to(user), TrainingSeries.state == "published")
    rows, found = [], {}
    for series, *columns in db.session.execute(wanted.order_by(Registration.id.desc()).limit(MINE_MOST)):
        row = Row(*columns)
        rows.append(row)
        found[row.event_id] = series
    return rows, found


def _seen(which: ColumnElement[bool]) -> Seen:
    found: dict[int, set[tuple[int | None, date]]] = {}
    wanted = select(CheckIn.registration_id, CheckIn.item_id, CheckIn.day).where(which)
    for registration_id, item_id, day in db.session.execute(wanted):
        found.setdefault(registration_id, set()).add((item_id, day))
    return found
