"""What was said of meetings: by one side, by both, and who is still to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from pin_app.db import db
from pin_app.events.models import Event
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import STANDING as INTRODUCED
from pin_app.meetings.models import (
    STANDING,
    Meeting,
    MeetingFeedback,
    MeetingParticipant,
    MeetingPlan,
    MeetingRun,
    MeetingSeat,
)
from pin_app.meetings.queries.runs import WHOLE
from pin_app.registrations.models import Registration

WILLING = "cooperation_possible"
PER_PAGE = 20


def of(meeting: Meeting, registration: Registration) -> MeetingFeedback | None:
    """Return what one side said of a meeting."""
    return db.session.get(MeetingFeedback, (meeting.id, registration.id))


def of_person(registration: Registration) -> dict[int, MeetingFeedback]:
    """Return what a person said, by meeting."""
    wanted = select(MeetingFeedback).where(MeetingFeedback.registration_id == registration.id)
    return {row.meeting_id: row for row in db.session.scalars(wanted)}


def of_meeting(meeting: Meeting) -> dict[int, MeetingFeedback]:
    """Return what was said of a meeting, by registration."""
    wanted = select(MeetingFeedback).where(MeetingFeedback.meeting_id == meeting.id)
    return {row.registration_id: row for row in db.session.scalars(wanted)}


def both_willing(meeting: Meeting) -> bool:
    """Whether both sides find that cooperation is possible."""
    return [row.answer for row in of_meeting(meeting).values()] == [WILLING, WILLING]


def counts(event_id: int) -> dict[str, int]:
    """Return how often each answer was given at an event."""
    wanted = select(MeetingFeedback.answer, func.count()).join(
        Meeting, Meeting.id == MeetingFeedback.meeting_id
    )
    wanted = wanted.join(Meeting.run).where(MeetingRun.event_id == event_id, MeetingRun.state == "published")
    return dict(db.session.execute(wanted.group_by(MeetingFeedback.answer)).all())


def willing_pairs(page: int) -> Pagination:
    """Return meetings both sides of which find cooperation possible, and that are not introduced yet."""
    first, second = aliased(Registration), aliased(Registration)
    pair = or_(
        and_(Introduction.low_id == first.profile_id, Introduction.high_id == second.profile_id),
        and_(Introduction.low_id == second.profile_id, Introduction.high_id == first.profile_id),
    )
    known = select(Introduction.id).where(pair, Introduction.state.in_(INTRODUCED)).exists()
    wanted = select(Meeting).join(Meeting.run).join(first, Meeting.first_id == first.id)
    wanted = wanted.join(second, Meeting.second_id == second.id).options(*WHOLE)
    wanted = wanted.where(MeetingRun.state == "published", *(_said(side) for side in (first, second)), ~known)
    wanted = wanted.where(first.profile_id != second.profile_id)
    return db.paginate(wanted.order_by(Meeting.id.desc()), page=page, per_page=PER_PAGE, error_out=False)


def events_to_ask(since: datetime, moment: datetime) -> Sequence[MeetingPlan]:
    """Return the plans of events that have ended since a moment and whose people were not asked yet."""
    ended = (Event.ends_at <= moment, Event.ends_at > since, Event.state == "published")
    wanted = select(MeetingPlan).join(MeetingPlan.event).where(*ended)
    wanted = wanted.where(MeetingPlan.feedback, MeetingPlan.feedback_asked_at.is_(None))
    return db.session.scalars(wanted.order_by(MeetingPlan.event_id)).all()


def to_ask(event_id: int) -> list[tuple[int, int]]:
    """Return who had meetings by the published timetable and was not asked yet, with how many they were."""
    wanted = select(MeetingSeat.registration_id, func.count()).join(
        MeetingRun, MeetingRun.id == MeetingSeat.run_id
    )
    wanted = wanted.join(
        MeetingParticipant, MeetingParticipant.registration_id == MeetingSeat.registration_id
    ).where(MeetingRun.event_id == event_id, MeetingRun.state == "published")
    wanted = wanted.where(MeetingParticipant.feedback_asked_at.is_(None))
    rows = db.session.execute(
        wanted.group_by(MeetingSeat.registration_id).order_by(MeetingSeat.registration_id)
    )
    return list(rows.all())


def _said(side: Any) -> Any:
    mine = (MeetingFeedback.meeting_id == Meeting.id, MeetingFeedback.registration_id == side.id)
    said = select(MeetingFeedback.meeting_id).where(*mine, MeetingFeedback.answer == WILLING)
    return said.where(Meeting.state.in_(STANDING)).exists()
