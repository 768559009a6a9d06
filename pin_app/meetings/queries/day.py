"""What organisers look at on the day: places of the grid, and who was let in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.meetings.models import STANDING, Meeting, MeetingRun, MeetingSlot, MeetingTable
from pin_app.meetings.queries import runs


def grid(
    run: MeetingRun, slots: Iterable[MeetingSlot], tables: Iterable[MeetingTable]
) -> dict[tuple[int, int], Meeting]:
    """Return the standing meetings of a timetable in some slots at some tables, by slot and table."""
    here = (
        Meeting.slot_id.in_([slot.id for slot in slots]),
        Meeting.table_id.in_([table.id for table in tables]),
    )
    wanted = select(Meeting).where(Meeting.run_id == run.id, Meeting.state.in_(STANDING), *here)
    found = db.session.scalars(wanted.options(*runs.SIDES))
    return {(one.slot_id, one.table_id): one for one in found}


def checked_in(event_id: int, day: date) -> set[int]:
    """Return which registrations were let in on a day; where nobody was, nobody seems to be missing."""
    wanted = select(CheckIn.registration_id).where(CheckIn.event_id == event_id, CheckIn.day == day)
    return set(db.session.scalars(wanted.distinct()))
