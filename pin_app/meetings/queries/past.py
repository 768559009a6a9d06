"""What has begun already by the timetable in force, and who was seen to be missing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import runs, setup


def begun(event_id: int) -> set[int]:
    """Return the slots that have begun, in which nobody can be given a meeting any more."""
    present = now()
    return {slot.id for slot in setup.slots_of(event_id) if slot.starts_at <= present}


def happened(event_id: int) -> Sequence[Meeting]:
    """Return the meetings that have begun, by the timetable in force."""
    run, closed = runs.published(event_id), begun(event_id)
    return [one for one in runs.meetings_of(run) if one.slot_id in closed] if run and closed else []


def missing(run: MeetingRun | None) -> set[int]:
    """Return who did not come, sits nowhere later, and was not let in since."""
    if run is None:
        return set()
    noted = {one.absent_id: one.changed_at for one in runs.opened_in(run) if one.absent_id is not None}
    closed, seats = begun(run.event_id), runs.seats_of(run, noted)
    seated = {person for person, taken in seats.items() if taken - closed}
    wanted = select(CheckIn.registration_id, CheckIn.first_at)
    let_in = db.session.execute(wanted.where(CheckIn.registration_id.in_(noted))) if noted else ()
    return set(noted) - seated - {person for person, at in let_in if at >= noted[person]}
