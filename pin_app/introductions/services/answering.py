"""Yes and no: the first yes leads to the second question, the second yes to the introduction itself."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.introductions import policies
from pin_app.introductions.actors import SYSTEM, Actor
from pin_app.introductions.models import Introduction
from pin_app.introductions.reasons import WAYS
from pin_app.introductions.services import mailing
from pin_app.introductions.services.asking import go_on_to_second
from pin_app.introductions.services.feeding import tell_engine
from pin_app.introductions.services.stepping import allow, move, take
from pin_app.introductions.states import ANSWERS


def answer(introduction: Introduction, answered: str, by: Actor, expected: int | None = None) -> bool:
    """Take a side's yes or no; the same answer again changes nothing and returns False."""
    if answered not in ANSWERS or by.who not in policies.OTHER or by.way not in ("", *WAYS):
        raise PinError("introduction.unknown_answer")
    take(introduction)
    given = getattr(introduction, f"{by.who}_answer")
    if given == answered:
        return False
    if given:
        raise PinError("introduction.already_answered")
    allow(introduction, f"{by.who}_{answered}", by, expected)
    move(introduction, f"{by.who}_{answered}", by)
    tell_engine(introduction, by.who, "accepted" if answered == "yes" else "declined")
    if answered == "no":
        mailing.tell_not_made(introduction, policies.OTHER[by.who])
    elif by.who == "first":
        go_on_to_second(introduction)
    else:
        introduce(introduction)
    return True


def introduce(introduction: Introduction) -> None:
    """Tell both how to reach each other, once both have said yes."""
    take(introduction)
    allow(introduction, "introduce", SYSTEM)
    introduction.introduced_at, introduction.expires_at = now(), None
    move(introduction, "introduce", SYSTEM)
    mailing.tell_made(introduction)


def note_contact_read(introduction: Introduction, by: User, whose: str) -> None:
    """Leave in the trail who saw whose contact."""
    profile = policies.profile_of(introduction, whose)
    record("introduction.contact_read", introduction, actor=by, profile=profile.id if profile else None)
