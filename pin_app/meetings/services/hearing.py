"""What the two sides say of a meeting, and who hears of it: the engine, introductions, and ISCOS staff.

A meeting of two who are introduced makes their introduction “met”. Nothing else moves by itself: where both
find that cooperation is possible, staff see the pair and decide whether to propose an introduction.
"""

from __future__ import annotations

from sqlalchemy import update

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.forms import clean_text
from pin_app.introductions import actors
from pin_app.introductions import queries as introductions
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import propose, record_met
from pin_app.matches.services import forget_word, record_answer
from pin_app.meetings.models import ANSWERS, STANDING, Meeting, MeetingFeedback
from pin_app.meetings.queries import feedback as told
from pin_app.meetings.queries import setup
from pin_app.meetings.showing import other_of
from pin_app.profiles.models import Profile
from pin_app.registrations.models import Registration

NOTE_MOST = 1_000
PURPOSE = "business"
LEARNED = {"cooperation_possible": "met", "not_of_interest": "not_for_me"}
"""What the engine learns from an answer; of the others it cannot tell whether the two fit."""


def answer(
    registration: Registration, meeting: Meeting, said: str, note: str, channel: str, by: User | None = None
) -> MeetingFeedback:
    """Keep what one side says of a meeting that is over; the newest word stands."""
    hold(registration)
    plan = setup.plan_by_id(registration.event_id)
    if said not in ANSWERS:
        raise PinError("meetings.unknown_wish")
    if plan is None or not plan.feedback or not _may_answer(registration, meeting):
        raise PinError("meetings.nothing_to_say")
    kept = told.of(meeting, registration)
    kept = kept or MeetingFeedback(meeting_id=meeting.id, registration_id=registration.id)
    before, same = kept.answer, kept.answer == said
    kept.answer, kept.channel, kept.at = said, channel, now()
    kept.note = clean_text(note).strip()[:NOTE_MOST] or kept.note or ""
    db.session.add(kept)
    db.session.flush()
    if not same:
        record("meetings.feedback", meeting, actor=by, answer=said, channel=channel, side=registration.id)
        other = other_of(meeting, registration.id)
        _unlearn(registration.profile, other.profile, before)
        _tell_others(registration, other, said, channel, by)
    return kept


def propose_introduction(meeting: Meeting, by: User) -> Introduction:
    """Propose as staff that two who find cooperation possible are introduced; from there the usual way."""
    first, second = meeting.first.profile, meeting.second.profile
    if first is None or second is None or not told.both_willing(meeting):
        raise PinError("meetings.not_both_willing")
    return propose(first, second, PURPOSE, by)


def forget_notes(registration: Registration) -> None:
    """Empty what somebody wrote about meetings; the answers stay."""
    mine = MeetingFeedback.registration_id == registration.id
    db.session.execute(update(MeetingFeedback).where(mine).values(note=""))


def _may_answer(registration: Registration, meeting: Meeting) -> bool:
    mine = registration.id in (meeting.first_id, meeting.second_id)
    over = meeting.slot.ends_at <= now()
    return mine and over and meeting.state in STANDING and meeting.run.state == "published"


def _tell_others(
    registration: Registration, other: Registration, said: str, channel: str, by: User | None
) -> None:
    mine, theirs = registration.profile, other.profile
    if mine is None or theirs is None or mine.id == theirs.id:
        return
    if said in LEARNED and mine.matchable and theirs.matchable:
        record_answer(mine, theirs, PURPOSE, LEARNED[said])
    if said != "did_not_take_place":
        _meet(mine, theirs, channel, by)


def _unlearn(mine: Profile | None, theirs: Profile | None, before: str | None) -> None:
    """Take back what the engine learned from an earlier word; what came of an introduction stays."""
    word = LEARNED.get(before or "")
    if word and mine and theirs and not introductions.ever_between(mine, theirs):
        forget_word(mine, theirs, PURPOSE, word)


def _meet(mine: Profile, theirs: Profile, channel: str, by: User | None) -> None:
    standing = introductions.standing_between(mine, theirs)
    if standing is not None and standing.state == "introduced":
        side = "first" if standing.first_id == mine.id else "second"
        record_met(standing, actors.Actor(side, channel, by))
