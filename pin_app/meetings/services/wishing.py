"""What participants say themselves: whether they take part, when they have no time, whom they wish for."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete

from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.meetings import policies
from pin_app.meetings.models import WISHES, MeetingAbsence, MeetingParticipant, MeetingPlan, MeetingWish
from pin_app.meetings.queries import people, runs, setup
from pin_app.registrations.models import Registration

WISHES_MOST = 200  # of one person, so that nobody floods the scheduler


def take_part(
    registration: Registration, takes_part: bool, most: int | None = None, away: Collection[int] = ()
) -> MeetingParticipant:
    """Say whether one takes part, with at most how many meetings, and in which slots one has no time."""
    plan = open_plan(registration)
    if most is not None and not 1 <= most <= plan.most:
        raise PinError("profile.out_of_range", least=1, most=plan.most)
    said = people.participant(registration)
    said = said or MeetingParticipant(registration_id=registration.id, event_id=registration.event_id)
    said.takes_part, said.most, said.changed_at = takes_part, most, now()
    db.session.add(said)
    _set_absences(registration, away)
    db.session.flush()
    return said


def wish(registration: Registration, other: Registration, said: str) -> None:
    """Say whether one wants to meet another participant; an empty word takes back what was said."""
    plan = open_plan(registration)
    if said not in ("", *WISHES):
        raise PinError("meetings.unknown_wish")
    mine = people.participant(registration)
    if mine is None or not mine.takes_part or people.one_other(registration, other.public_id) is None:
        raise PinError("meetings.not_among_them")
    standing = people.wishes_of(registration) | {other.id: said}
    musts = sum(word == "must" for word in standing.values())
    if said == "must" and musts > (mine.most or plan.most):
        raise PinError("meetings.too_many_musts", most=mine.most or plan.most)
    if len(standing) > WISHES_MOST:
        raise PinError("meetings.too_many_wishes", most=WISHES_MOST)
    _keep(registration, other, said)


def open_plan(registration: Registration) -> MeetingPlan:
    """Return the plan while wishes are taken from this person, who is held so that two clicks are one."""
    hold(registration)
    plan = setup.plan_of(registration.event)
    if plan is None or not policies.may_take_part(registration):
        raise PinError("meetings.not_taking_part")
    if not policies.may_wish(plan, now()):
        raise PinError("meetings.wishes_closed")
    return plan


def leave(registration: Registration) -> None:
    """Forget what somebody wished who no longer comes; meetings are called off elsewhere."""
    said = people.participant(registration)
    if said is not None:
        said.takes_part, said.changed_at = False, now()
        db.session.flush()


def has_meetings(registration: Registration) -> bool:
    """Whether the published timetable has a meeting for somebody."""
    return bool(runs.agenda_of(registration))


def _set_absences(registration: Registration, away: Collection[int]) -> None:
    known = {slot.id for slot in setup.slots_of(registration.event_id)}
    mine = MeetingAbsence.registration_id == registration.id
    db.session.execute(delete(MeetingAbsence).where(mine))
    wanted = sorted(known & set(away))
    db.session.add_all(MeetingAbsence(registration_id=registration.id, slot_id=slot) for slot in wanted)


def _keep(registration: Registration, other: Registration, said: str) -> None:
    known = people.wish(registration, other)
    if not said:
        if known is not None:
            db.session.delete(known)
    else:
        known = known or MeetingWish(registration_id=registration.id, other_id=other.id)
        known.wish, known.at = said, now()
        db.session.add(known)
    db.session.flush()
