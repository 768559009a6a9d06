"""How many meetings were held: for lists of attendees and for indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from pin_app.db import db
from pin_app.meetings.models import Meeting, MeetingFeedback, MeetingRun

AT_ONCE = 500


def held_by(ids: Sequence[int]) -> dict[int, int]:
    """Return for each of some registrations how many meetings it held; who held none is left out.

    A meeting of the published timetable was held if organisers marked it so, or if a side says anything of it
    but that it did not take place.
    """
    found: Counter[int] = Counter()
    for start in range(0, len(ids), AT_ONCE):
        some = set(ids[start : start + AT_ONCE])
        mine = or_(Meeting.first_id.in_(some), Meeting.second_id.in_(some))
        rows = db.session.execute(_sides().where(mine, is_held())).all()
        found.update(number for row in rows for number in row if number in some)
    return dict(found)


def is_held() -> ColumnElement[bool]:
    """Condition under which a meeting counts as held."""
    told = exists().where(
        MeetingFeedback.meeting_id == Meeting.id, MeetingFeedback.answer != "did_not_take_place"
    )
    return or_(Meeting.state == "held", and_(Meeting.state == "planned", told))


def _sides() -> Any:
    wanted = select(Meeting.first_id, Meeting.second_id).join(MeetingRun, MeetingRun.id == Meeting.run_id)
    return wanted.where(MeetingRun.state == "published")
