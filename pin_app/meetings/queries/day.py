"""What organisers look at on the day: places of the grid, and who was let in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import runs


def grid(run: MeetingRun) -> dict[tuple[int, int], Meeting]:
    """Return the standing meetings of a timetable by slot and table."""
    return {(one.slot_id, one.table_id): one for one in runs.meetings_of(run)}


def checked_in(event_id: int, day: date) -> set[int]:
    """Return which registrations were let in on a day; where nobody was, nobody seems to be missing."""
    wanted = select(CheckIn.registration_id).where(CheckIn.event_id == event_id, CheckIn.day == day)
    return set(db.session.scalars(wanted.distinct()))
