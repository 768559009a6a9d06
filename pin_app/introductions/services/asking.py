"""Asking the two sides one after the other, reminding them once, and letting a question expire."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions import actors, policies, queries
from pin_app.introductions.actors import SYSTEM, Actor
from pin_app.introductions.limits import ANSWER_WITHIN, REMIND_AFTER, ROOM_WITHIN
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import mailing
from pin_app.introductions.services.feeding import tell_engine
from pin_app.introductions.services.proposing import both
from pin_app.introductions.services.stepping import allow, move, take
from pin_app.introductions.states import WAITING
from pin_app.profiles.models import Profile


def ask_first(introduction: Introduction, by: User | None, expected: int | None = None) -> None:
    """Ask the first side; who asked for the introduction itself has said yes with that."""
    actor = actors.staff(by) if by else SYSTEM
    take(introduction)
    allow(introduction, "ask_first", actor, expected)
    first, second = both(introduction)
    _may_be_asked(first, second)
    introduction.first_asked_at = now()
    _wait(introduction)
    move(introduction, "ask_first", actor)
    if introduction.origin == "member":
        move(introduction, "first_yes", Actor("first", "page", introduction.proposed_by), "own_request")
        tell_engine(introduction, "first", "accepted")
        go_on_to_second(introduction)
    else:
        mailing.ask(introduction, "first")


def ask_second(introduction: Introduction, by: User | None, expected: int | None = None) -> None:
    """Ask the second side, after the first has said yes."""
    actor = actors.staff(by) if by else SYSTEM
    take(introduction)
    allow(introduction, "ask_second", actor, expected)
    _may_be_asked(both(introduction)[1])
    introduction.second_asked_at, introduction.reminded_at = now(), None
    _wait(introduction)
    move(introduction, "ask_second", actor)
    mailing.ask(introduction, "second")


def go_on_to_second(introduction: Introduction) -> bool:
    """Ask the second at once where it can be asked, later otherwise; returns whether it was asked."""
    try:
        ask_second(introduction, None)
    except PinError:
        said_yes = introduction.first_answered_at or now()
        introduction.expires_at = said_yes + ROOM_WITHIN  # waits for room, not for an answer
        return False
    return True


def remind(introduction: Introduction) -> bool:
    """Remind a side once that has not answered for a week; returns whether it was due."""
    take(introduction)
    side = policies.waits_for(introduction)
    asked = getattr(introduction, f"{side}_asked_at") if side else None
    if asked is None or introduction.reminded_at is not None or asked > now() - REMIND_AFTER:
        return False
    allow(introduction, "remind", SYSTEM)
    introduction.reminded_at = now()
    move(introduction, "remind", SYSTEM)
    mailing.ask(introduction, side, "introduction_reminder")
    return True


def expire(introduction: Introduction) -> bool:
    """Let it expire where nobody answered, or the second could not be asked, in time; returns whether so."""
    take(introduction)
    until = introduction.expires_at
    if introduction.state not in WAITING or until is None or until > now():
        return False
    allow(introduction, "expire", SYSTEM)
    reason = "no_answer_in_time" if policies.waits_for(introduction) else "no_room_in_time"
    move(introduction, "expire", SYSTEM, reason)
    for side in policies.OTHER:
        mailing.tell_not_made(introduction, side)
    return True


def _wait(introduction: Introduction) -> None:
    introduction.expires_at = now() + ANSWER_WITHIN


def _may_be_asked(*sides: Profile) -> None:
    """Published, willing, and with room for one more introduction this month."""
    db.session.flush()
    for side in sides:
        if side.state != "published" or not side.matchable:
            raise PinError("introduction.not_published")
        if queries.room_left(side) <= 0:
            raise PinError("introduction.no_room", name=side.name)
