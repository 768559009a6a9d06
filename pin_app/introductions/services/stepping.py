"""The one place where an introduction moves: held, looked up in the table, written down, in the trail."""

from __future__ import annotations

from pin_app.access import is_staff
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.introductions import policies, queries
from pin_app.introductions.actors import Actor
from pin_app.introductions.limits import NOTE_MOST
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.reasons import EVENTS
from pin_app.introductions.states import BEGIN, CLOSED, TRANSITIONS, Transition
from pin_app.profiles.models import Profile


def hold_pair(*profiles: Profile | None) -> None:
    """Let one transaction at a time decide on these profiles, always in the same order."""
    for profile in sorted((one for one in profiles if one is not None), key=lambda one: one.id):
        hold(profile)


def take(introduction: Introduction) -> None:
    """Hold both sides and then the introduction itself, read anew; what was changed before is kept."""
    db.session.flush()
    hold_pair(introduction.first, introduction.second)
    hold(introduction)


def allow(introduction: Introduction, event: str, by: Actor, expected: int | None = None) -> Transition:
    """Refuse a step that the table does not know here, or that somebody has overtaken; call `take` before."""
    unchanged(introduction, expected)
    row = TRANSITIONS[event]
    _may(row, by)
    if introduction.state not in row.before:
        raise PinError("introduction.not_now")
    if row.needs_yes_of and getattr(introduction, f"{row.needs_yes_of}_answer") != "yes":
        raise PinError("introduction.not_now")
    if by.who in policies.OTHER and not policies.knows(introduction, by.who):
        raise PinError("introduction.not_now")
    return row


def unchanged(introduction: Introduction, expected: int | None) -> None:
    """Refuse to go on from a page that shows an older version, and say what happened since."""
    if expected is None or expected == introduction.version:
        return
    last = queries.last_step(introduction)
    raise PinError("introduction.changed", what=EVENTS[last.event] if last else "")


def move(introduction: Introduction, event: str, by: Actor, reason: str = "", note: str = "") -> None:
    """Take a step that was allowed: the state, its row and one line of the trail."""
    row, before = TRANSITIONS[event], introduction.state
    introduction.state = row.after or before
    introduction.version += 1
    introduction.changed_at = now()
    if row.answers:
        setattr(introduction, f"{row.answers}_answer", event.partition("_")[2])
        setattr(introduction, f"{row.answers}_answered_at", now())
    if introduction.state in CLOSED:
        introduction.closed_at, introduction.closed_reason = now(), reason or event
    write_down(introduction, event, by, before, reason, note)


def write_down(
    introduction: Introduction, event: str, by: Actor, before: str = BEGIN, reason: str = "", note: str = ""
) -> None:
    """Keep a step and one row in the trail."""
    side = policies.profile_of(introduction, by.who) if by.on_behalf else None
    db.session.add(
        IntroductionStep(
            introduction_id=introduction.id,
            event=event,
            from_state=before,
            to_state=introduction.state,
            at=now(),
            actor=by.who,
            user_id=by.user.id if by.user else None,
            on_behalf_of_id=side.id if side else None,
            channel=by.channel,
            reason=reason or by.way,
            note=clean_text(note or by.note)[:NOTE_MOST],
        )
    )
    facts = {"state": introduction.state, "who": by.who, "channel": by.channel, "way": by.way}
    record(f"introduction.{event}", introduction, actor=by.user, reason=reason, **facts)


def _may(row: Transition, by: Actor) -> None:
    """The actor and the channel go together, and who speaks for others says on which consent."""
    if by.who not in row.who or by.channel not in row.channels:
        raise PinError("introduction.not_yours")
    if by.channel == "staff" and not (by.user and is_staff(by.user)):
        raise PinError("introduction.not_yours")
    if by.who in policies.OTHER and by.channel == "staff" and not (by.way and clean_line(by.note)):
        raise PinError("introduction.consent_missing")
