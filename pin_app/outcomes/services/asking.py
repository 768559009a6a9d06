"""Asking both sides when the day has come, reminding once, and closing questions that are over."""

from __future__ import annotations

from datetime import date, datetime

from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.introductions.contacts import address_of, language_of
from pin_app.introductions.models import Introduction
from pin_app.introductions.policies import partner_of, profile_of
from pin_app.introductions.states import SIDES
from pin_app.mail.policies import is_one_address
from pin_app.mail.services import queue
from pin_app.outcomes import policies, queries
from pin_app.outcomes.calendar import MISSED_AFTER, day_of, due
from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.services.links import path_to_answer


def ask_due(introduction: Introduction, moment: datetime | None = None) -> int:
    """Put the newest due question to both sides; done twice it asks once. Returns how many were asked."""
    hold(introduction)
    if introduction.introduced_at is None:
        return 0
    moment = moment or now()
    days, asked = due(introduction.introduced_at, moment), 0
    for months, day in days:
        in_time = (months, day) == days[-1] and day_of(moment) - day < MISSED_AFTER
        asked += sum(_put(introduction, side, months, day, in_time=in_time) for side in SIDES)
    return asked


def remind(follow_up: FollowUp) -> bool:
    """Remind one side, once."""
    hold(follow_up)
    if follow_up.state != "asked" or follow_up.reminded_at is not None:
        return False
    follow_up.reminded_at = now()
    if policies.may_be_asked(follow_up.introduction, follow_up.side):
        _write(follow_up, "follow_up_reminder")
    db.session.flush()
    return True


def give_up(follow_up: FollowUp) -> bool:
    """Close a question to which no answer came."""
    return _close(follow_up, "missed")


def end(follow_up: FollowUp) -> bool:
    """Close a question of an introduction that has ended."""
    return _close(follow_up, "ended")


def _put(introduction: Introduction, side: str, months: int, day: date, *, in_time: bool) -> int:
    """Ask one side, unless it was asked or has left; a question that comes too late is noted as missed."""
    profile = profile_of(introduction, side)
    if profile is None or not policies.may_be_asked(introduction, side):
        return 0
    if queries.one(introduction, side, months) is not None:
        return 0
    for older in queries.of_introduction(introduction):
        if older.side == side and older.state == "asked":
            older.state = "missed"
    follow_up = FollowUp(
        introduction=introduction, profile=profile, side=side, months=months, due_on=day,
        state="asked" if in_time else "missed", asked_at=now(),
    )  # fmt: skip
    db.session.add(follow_up)
    db.session.flush()
    if in_time:
        _write(follow_up, "follow_up_asked")
        record("follow_up.asked", follow_up, months=months, side=side)
    return int(in_time)


def _write(follow_up: FollowUp, template: str) -> None:
    """Write to one side; where there is no address, staff find it on the list of calls."""
    address, partner = address_of(follow_up.profile), partner_of(follow_up.introduction, follow_up.side)
    if not is_one_address(address):
        return
    mail = queue(
        template,
        to=address,
        language=language_of(follow_up.profile),
        profile=follow_up.profile.name,
        partner=partner.name if partner else "",
        months=follow_up.months,
        link=path_to_answer(follow_up),
    )
    follow_up.mail_id = mail.id
    db.session.flush()


def _close(follow_up: FollowUp, state: str) -> bool:
    hold(follow_up)
    if follow_up.state != "asked":
        return False
    follow_up.state = state
    db.session.flush()
    return True
