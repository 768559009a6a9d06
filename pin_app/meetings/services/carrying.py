"""A timetable that comes into force begins with what has begun by the one before it."""

from __future__ import annotations

from sqlalchemy import delete, insert, update

from pin_app.db import db
from pin_app.meetings.models import STANDING, Meeting, MeetingFeedback, MeetingRun, MeetingSeat
from pin_app.meetings.queries import past, runs
from pin_app.meetings.services import editing
from pin_app.meetings.services.making import seat
from pin_app.profiles.models import new_public_id

SEEN = (*STANDING, "no_show")
SAME = (
    "slot_id", "table_id", "first_id", "second_id", "state", "locked", "by_hand", "value", "absent_id",
    "changed_at",
)  # fmt: skip


def carry_over(standing: MeetingRun, run: MeetingRun) -> None:
    """Take over the meetings that have begun, with what was said of them; nobody meets the same twice."""
    closed = past.begun(run.event_id)
    was = [one for one in runs.meetings_of(standing, SEEN) if one.slot_id in closed]
    _clear(run, closed)
    met = {_pair(one) for one in was if one.state in STANDING}
    for one in runs.meetings_of(run):
        if _pair(one) in met:
            editing.cancel(one, None, told=())
    for one in was:
        _copy(one, run)


def _clear(run: MeetingRun, closed: set[int]) -> None:
    """Take out what a timetable thought of for slots that are over: it never took place."""
    mine = (Meeting.run_id == run.id, Meeting.slot_id.in_(closed), Meeting.state.in_(SEEN))
    db.session.execute(delete(Meeting).where(*mine))


def _copy(one: Meeting, run: MeetingRun) -> None:
    address, one.public_id = one.public_id, new_public_id()  # pages that are open go on with the copy
    db.session.flush()
    made = Meeting(run_id=run.id, public_id=address, **{name: getattr(one, name) for name in SAME})
    db.session.add(made)
    db.session.flush()
    if made.state in STANDING:
        db.session.execute(insert(MeetingSeat), seat(run.id, made.slot_id, made.id, _pair(made)))
    said = update(MeetingFeedback).where(MeetingFeedback.meeting_id == one.id)
    db.session.execute(said.values(meeting_id=made.id))


def _pair(meeting: Meeting) -> tuple[int, int]:
    return meeting.first_id, meeting.second_id
