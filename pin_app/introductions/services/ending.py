"""Ending an introduction: withdrawn by anybody at any time, or with a problem to report."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.introductions import actors, policies, queries
from pin_app.introductions.actors import SYSTEM, Actor
from pin_app.introductions.models import Introduction
from pin_app.introductions.reasons import BY_ITSELF, REPORTS, STAFF_ENDS, WITHDRAWALS
from pin_app.introductions.services import mailing
from pin_app.introductions.services.stepping import allow, move, take
from pin_app.introductions.states import CONTACT
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed

INSIDE = ("published", "submitted", "changes_requested")  # also while staff look at a changed text again


def withdraw(
    introduction: Introduction, by: Actor, reason: str = "other", note: str = "", expected: int | None = None
) -> bool:
    """End an introduction; contacts are hidden at once. A second click changes nothing and returns False."""
    take(introduction)
    if introduction.state == "withdrawn":
        return False
    allow(introduction, "withdraw", by, expected)
    if reason not in {"first": WITHDRAWALS, "second": WITHDRAWALS}.get(by.who, STAFF_ENDS | BY_ITSELF):
        raise PinError("introduction.reason_missing")
    _end(introduction, "withdraw", by, reason, note)
    return True


def report(
    introduction: Introduction, by: Actor, reason: str, note: str = "", expected: int | None = None
) -> bool:
    """Tell staff of a problem; it ends the introduction and hides contacts. The same again returns False."""
    take(introduction)
    if introduction.state == "reported":
        return False
    allow(introduction, "report", by, expected)
    if reason not in REPORTS:
        raise PinError("introduction.reason_missing")
    _end(introduction, "report", by, reason, note)
    return True


def settle(introduction: Introduction, by: User, note: str, expected: int | None = None) -> None:
    """Close a reported problem with what came of it; the introduction stays ended."""
    take(introduction)
    allow(introduction, "settle", actors.staff(by), expected)
    if not clean_line(note):
        raise PinError("introduction.note_missing")
    move(introduction, "settle", actors.staff(by), "settled", note)


def leave(profile: Profile) -> int:
    """End all that stands of a profile that leaves or is about to be deleted; returns how many."""
    standing = queries.standing_of(profile.id)
    for introduction in standing:
        withdraw(introduction, SYSTEM, "left")
    return len(standing)


@profile_changed.connect
def _hear(_sender: object, profile_id: int, **_more: object) -> None:
    """Who has left the network or taken back consent to matching is introduced to nobody any more."""
    profile = db.session.get(Profile, profile_id)
    if profile is not None and not (profile.matchable and profile.state in INSIDE):
        leave(profile)


def end_orphaned(introduction: Introduction) -> bool:
    """End what stands although a side was deleted."""
    return withdraw(introduction, SYSTEM, "left")


def _end(introduction: Introduction, event: str, by: Actor, reason: str, note: str) -> None:
    had_contact = introduction.state in CONTACT
    move(introduction, event, by, reason, note)
    mailing.hold_back(introduction)
    for side in policies.OTHER:
        if side == by.who:
            continue
        if had_contact:
            mailing.tell_withdrawn(introduction, side)
        else:
            mailing.tell_not_made(introduction, side)
