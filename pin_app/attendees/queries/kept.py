"""Filters that organisers have saved, and the lists that were taken away."""

from __future__ import annotations

from collections.abc import Sequence

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pin_app.attendees.models import AttendeeExport, AttendeeFilter
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.typed import is_public_id

PER_PAGE = 25


def filters_of(event: Event) -> Sequence[AttendeeFilter]:
    """Return the filters of an event by name."""
    wanted = select(AttendeeFilter).where(AttendeeFilter.event_id == event.id)
    return db.session.scalars(wanted.order_by(AttendeeFilter.name, AttendeeFilter.id)).all()


def filter_of(event: Event, public_id: str) -> AttendeeFilter | None:
    """Return one filter of this event."""
    if not is_public_id(public_id):
        return None
    mine = (AttendeeFilter.event_id == event.id, AttendeeFilter.public_id == public_id)
    return db.session.scalar(select(AttendeeFilter).where(*mine))


def exports_of(event: Event, page: int) -> Pagination:
    """Return a page of the lists that were taken away, the latest first, with who took them."""
    wanted = select(AttendeeExport).where(AttendeeExport.event_id == event.id)
    wanted = wanted.options(joinedload(AttendeeExport.by)).order_by(AttendeeExport.id.desc())
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def counts_of(event: Event) -> dict[str, int]:
    """How many people there are by the state of their registration."""
    wanted = select(Registration.state, func.count()).where(Registration.event_id == event.id)
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(Registration.state))}
