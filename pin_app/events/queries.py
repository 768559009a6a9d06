"""Which events: one by its address, those to come, those that a person runs, and what belongs to one."""

from __future__ import annotations

from collections.abc import Sequence

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser, ProgrammeItem, Question

PER_PAGE = 20


def by_public_id(public_id: str) -> Event | None:
    """Return the event of an address, None where there is none."""
    if not (public_id.isascii() and public_id.isalnum() and len(public_id) <= 20):
        return None
    return db.session.scalar(select(Event).where(Event.public_id == public_id))


def coming(page: int) -> Pagination:
    """Return the published and listed events that have not ended, the next first."""
    shown = (Event.state == "published", Event.listed, Event.ends_at > now())
    wanted = select(Event).where(*shown).order_by(Event.starts_at, Event.id)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def organised_by(user: User, page: int) -> Pagination:
    """Return the events that a person runs (staff: all), the latest first."""
    wanted = select(Event).order_by(Event.starts_at.desc(), Event.id.desc())
    if not is_staff(user):
        wanted = wanted.where(
            Event.id.in_(select(EventOrganiser.event_id).where(EventOrganiser.user_id == user.id))
        )
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def organisers_of(event: Event) -> Sequence[EventOrganiser]:
    """Return who runs an event, the first first."""
    wanted = select(EventOrganiser).where(EventOrganiser.event_id == event.id)
    return db.session.scalars(wanted.order_by(EventOrganiser.added_at, EventOrganiser.user_id)).all()


def programme_of(event: Event) -> Sequence[ProgrammeItem]:
    """Return the points of the programme in the order of time."""
    wanted = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id)
    return db.session.scalars(wanted.order_by(ProgrammeItem.starts_at, ProgrammeItem.id)).all()


def questions_of(event: Event, retired: bool = False) -> Sequence[Question]:
    """Return the questions of the form in its order; with `retired` also those that are no longer asked."""
    wanted = select(Question).where(Question.event_id == event.id)
    if not retired:
        wanted = wanted.where(Question.retired_at.is_(None))
    return db.session.scalars(wanted.order_by(Question.position, Question.id)).all()
