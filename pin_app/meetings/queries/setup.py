"""What was set up for the meetings of an event: its plan, slots and tables."""

from __future__ import annotations

from collections.abc import Sequence

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from pin_app.db import db
from pin_app.events.models import Event
from pin_app.meetings.models import Meeting, MeetingPlan, MeetingSlot, MeetingTable

TABLES_A_PAGE = 40


def plan_of(event: Event) -> MeetingPlan | None:
    """Return how the meetings of an event are run, None where there are none."""
    return plan_by_id(event.id)


def plan_by_id(event_id: int) -> MeetingPlan | None:
    """Return how the meetings of an event are run, by the event's number."""
    return db.session.get(MeetingPlan, event_id)


def slots_of(event_id: int) -> Sequence[MeetingSlot]:
    """Return the slots of an event in the order of time."""
    wanted = select(MeetingSlot).where(MeetingSlot.event_id == event_id)
    return db.session.scalars(wanted.order_by(MeetingSlot.starts_at)).all()


def slot(event_id: int, number: int) -> MeetingSlot | None:
    """Return one slot of an event by its number."""
    found = db.session.get(MeetingSlot, number) if 0 < number < 2**31 else None
    return found if found is not None and found.event_id == event_id else None


def tables_of(event_id: int) -> Sequence[MeetingTable]:
    """Return the tables of an event in their order."""
    wanted = select(MeetingTable).where(MeetingTable.event_id == event_id)
    return db.session.scalars(wanted.order_by(MeetingTable.position, MeetingTable.id)).all()


def page_of_tables(event_id: int, page: int) -> Pagination:
    """Return a page of the tables of an event in their order."""
    wanted = select(MeetingTable).where(MeetingTable.event_id == event_id)
    wanted = wanted.order_by(MeetingTable.position, MeetingTable.id)
    return db.paginate(wanted, page=page, per_page=TABLES_A_PAGE, error_out=False)


def table(event_id: int, number: int) -> MeetingTable | None:
    """Return one table of an event by its number."""
    found = db.session.get(MeetingTable, number) if 0 < number < 2**31 else None
    return found if found is not None and found.event_id == event_id else None


def used_slots(event_id: int) -> set[int]:
    """Return the numbers of the slots for which some timetable has a meeting."""
    wanted = select(Meeting.slot_id).join(Meeting.slot).where(MeetingSlot.event_id == event_id)
    return set(db.session.scalars(wanted.distinct()))


def used_tables(event_id: int) -> set[int]:
    """Return the numbers of the tables at which some timetable has a meeting."""
    wanted = select(Meeting.table_id).join(Meeting.table).where(MeetingTable.event_id == event_id)
    return set(db.session.scalars(wanted.distinct()))
