"""Asking the two sides one after the other, reminding them once, and letting a question expire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions import actors, policies, queries
from pin_app.introductions.actors import SYSTEM, Actor
from pin_app.introductions.limits import ANSWER_WITHIN, REMIND_AFTER
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import mailing
from pin_app.introductions.services.proposing import both
from pin_app.introductions.services.stepping import allow, move, take
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
        introduction.expires_at = None  # waits for room, not for an answer
        return False
    return True


def remind() -> int:
    """Remind those once who have not answered for a week; returns how many."""
    return sum(_each(queries.unreminded(now() - REMIND_AFTER), _remind))


def expire() -> int:
    """Let questions expire that nobody answered in time; returns how many."""
    return sum(_each(queries.overdue(), _expire))


def catch_up() -> int:
    """Ask the second sides for which there was no room when the first said yes; returns how many."""
    return sum(_each(queries.held_up(), go_on_to_second))


def _each(found: Sequence[Introduction], deed: Callable[[Introduction], bool]) -> list[bool]:
    return [deed(one) for one in found]


def _remind(introduction: Introduction) -> bool:
    take(introduction)
    side = policies.waits_for(introduction)
    if not side or introduction.reminded_at is not None:
        return False
    introduction.reminded_at = now()
    move(introduction, "remind", SYSTEM)
    mailing.ask(introduction, side, "introduction_reminder")
    return True


def _expire(introduction: Introduction) -> bool:
    take(introduction)
    if not policies.waits_for(introduction) or (introduction.expires_at or now()) >= now():
        return False
    move(introduction, "expire", SYSTEM, "no_answer_in_time")
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
