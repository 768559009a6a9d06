"""Which series: to come, run by a person, of an address; their dates, people and check-ins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser, ProgrammeItem
from pin_app.registrations.models import STANDING, Registration
from pin_app.registrations.queries import belongs_to
from pin_app.trainings.attendance import Line, Person, Row, Seen, line_of, people_of
from pin_app.trainings.models import NUMBER_LENGTH, Certificate, SeriesEvent, TrainingSeries
from pin_app.trainings.sessions import Session, reaches, sessions_of

PER_PAGE = 20
MINE_MOST = 500  # registrations that the page of one person looks at


def by_public_id(public_id: str) -> TrainingSeries | None:
    """Return the series of an address, None where there is none."""
    if not (public_id.isascii() and public_id.isalnum() and len(public_id) <= 20):
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
    columns = [getattr(Registration, name) for name in Row._fields]
    was_there = exists().where(CheckIn.registration_id == Registration.id)
    wanted = select(*columns).join(SeriesEvent, SeriesEvent.event_id == Registration.event_id)
    wanted = wanted.where(
        SeriesEvent.series_id == series.id, or_(Registration.state.in_(STANDING), was_there)
    )
    return people_of(Row(*found) for found in db.session.execute(wanted))


def person_of(series: TrainingSeries, registration: Registration) -> Person | None:
    """Return the person of a series to whom a registration belongs."""
    return next(
        (one for one in people_in(series) if any(row.id == registration.id for row in one.rows)), None
    )


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


def lines_of(series: TrainingSeries, moment: datetime) -> tuple[list[Session], list[Line]]:
    """Return the sessions of a series, and the attendance of everybody in it by name."""
    sessions, seen = counted_sessions(series), check_ins_in(series)
    return sessions, [line_of(person, sessions, seen, moment) for person in people_in(series)]


def ever_certified(series: TrainingSeries) -> set[int]:
    """Return the registrations that have or had a certificate of a series."""
    wanted = select(Certificate.registration_id).where(Certificate.series_id == series.id)
    return set(db.session.scalars(wanted))


def count_owed(series: TrainingSeries, moment: datetime) -> int:
    """How many people reached the minimum and never had a certificate."""
    given = ever_certified(series)
    lines = [
        line for line in lines_of(series, moment)[1] if not any(row.id in given for row in line.person.rows)
    ]
    unit = series.minimum_unit
    return sum(reaches(series.minimum, unit, line.sessions, line.of_sessions) for line in lines)


def certificates_in(series: TrainingSeries) -> Sequence[Certificate]:
    """Return the certificates of a series by name, withdrawn ones included."""
    wanted = select(Certificate).join(Certificate.registration).where(Certificate.series_id == series.id)
    wanted = wanted.options(contains_eager(Certificate.registration), joinedload(Certificate.series))
    by_name = (Registration.surname, Registration.given_name, Certificate.id)
    return db.session.scalars(wanted.order_by(*by_name)).all()


def certificate_by_number(number: str) -> Certificate | None:
    """Return the certificate of a number as somebody types it, None where there is none."""
    letters = "".join(sign for sign in number[:60].upper() if sign.isascii() and sign.isalnum())
    if len(letters) != NUMBER_LENGTH:
        return None
    written = "-".join(letters[at : at + 4] for at in range(0, NUMBER_LENGTH, 4))
    wanted = select(Certificate).where(Certificate.number == written)
    both = (joinedload(Certificate.registration), joinedload(Certificate.series))
    return db.session.scalar(wanted.options(*both))


def certificates_of(registration_ids: Iterable[int]) -> dict[tuple[int, int], Certificate]:
    """Return the certificates that stand, by series and registration."""
    wanted = select(Certificate).where(
        Certificate.registration_id.in_(list(registration_ids)), Certificate.withdrawn_at.is_(None)
    )
    return {(one.series_id, one.registration_id): one for one in db.session.scalars(wanted)}


def _next_start() -> ColumnElement[datetime]:
    wanted = select(func.min(Event.starts_at)).join(SeriesEvent, SeriesEvent.event_id == Event.id)
    wanted = wanted.where(
        SeriesEvent.series_id == TrainingSeries.id, Event.state == "published", Event.ends_at > now()
    )
    return wanted.correlate(TrainingSeries).scalar_subquery()


def _organised_by(user: User) -> Select[Any]:
    return select(EventOrganiser.event_id).where(EventOrganiser.user_id == user.id)


def _seen(which: ColumnElement[bool]) -> Seen:
    found: dict[int, set[tuple[int | None, date]]] = {}
    wanted = select(CheckIn.registration_id, CheckIn.item_id, CheckIn.day).where(which)
    for registration_id, item_id, day in db.session.execute(wanted):
        found.setdefault(registration_id, set()).add((item_id, day))
    return found
