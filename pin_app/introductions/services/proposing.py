"""How an introduction begins, and what staff decide before anybody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.introductions import actors, gates, limits, queries
from pin_app.introductions.actors import Actor
from pin_app.introductions.models import Introduction
from pin_app.introductions.reasons import REJECTIONS
from pin_app.introductions.services.drafting import draft
from pin_app.introductions.services.mailing import tell_not_made
from pin_app.introductions.services.stepping import allow, hold_pair, move, take, write_down
from pin_app.matches import queries as matches
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import Profile

FIRMS = ("italian_firm", "pakistani_firm")


def propose(
    first: Profile, second: Profile, purpose: str, by: User, messages: Sequence[str] = ("", "")
) -> Introduction:
    """Propose that two published profiles meet; the first is asked first. Empty messages are drafted.

    The same person's second click is the first one.
    """
    hold_pair(first, second)
    standing = queries.standing_between(first, second)
    if standing is not None and _just_now(standing, first, purpose, by):
        return standing
    _may_meet(first, second, purpose)
    introduction = _begin(first, second, purpose, by, "staff")
    for side, message in zip(("first", "second"), messages, strict=True):
        if message:
            setattr(introduction, f"message_{side}", _message(message))
    _keep(introduction, "propose", actors.staff(by))
    return introduction


def request(asker: Profile, partner: Profile, purpose: str, by: User, note: str = "") -> Introduction:
    """Ask for an introduction to a partner; it counts as the asker's own yes once staff approve it.

    The same request sent twice is one request.
    """
    hold_pair(asker, partner)
    standing = queries.standing_between(asker, partner)
    if standing is not None and standing.origin == "member" and standing.first_id == asker.id:
        return standing
    if standing is not None or queries.paused_until(asker, partner) is not None:
        raise PinError("introduction.not_at_the_moment")  # without telling what the other side knows or said
    _may_meet(asker, partner, purpose)
    if not matches.may_say(asker, partner, purpose):
        raise PinError("introduction.not_suggested")
    _has_requests_left(asker)
    introduction = _begin(asker, partner, purpose, by, "member")
    _keep(introduction, "request", actors.on_page("first", by), clean_text(note).strip())
    return introduction


def approve(introduction: Introduction, by: User, expected: int | None = None, override: str = "") -> None:
    """Clear a suggested pair for asking; a problem at a gate needs a written override."""
    take(introduction)
    allow(introduction, "approve", actors.staff(by), expected)
    first, second = both(introduction)
    reason = clean_text(override).strip()[: limits.NOTE_MOST]
    if gates.problems(first, second, introduction.purpose) and not reason:
        raise PinError("introduction.gate_closed")
    introduction.override_note, introduction.postponed_until = reason, None
    move(introduction, "approve", actors.staff(by), "", reason)


def reject(
    introduction: Introduction, by: User, reason: str, note: str = "", expected: int | None = None
) -> None:
    """Decide that two will not be introduced; a member who asked is told that nothing came of it."""
    take(introduction)
    allow(introduction, "reject", actors.staff(by), expected)
    if reason not in REJECTIONS:
        raise PinError("introduction.reason_missing")
    move(introduction, "reject", actors.staff(by), reason, note)
    if introduction.origin == "member":
        tell_not_made(introduction, "first")


def postpone(
    introduction: Introduction, by: User, until: datetime, note: str = "", expected: int | None = None
) -> None:
    """Put a suggested pair off until a moment, at most a year ahead."""
    take(introduction)
    allow(introduction, "postpone", actors.staff(by), expected)
    if not 0 < (until - now()).total_seconds() <= 366 * 24 * 3600:
        raise PinError("introduction.odd_day")
    introduction.postponed_until = until
    move(introduction, "postpone", actors.staff(by), "", note)


def assign(introduction: Introduction, by: User, to: User | None, expected: int | None = None) -> None:
    """Give an introduction to a colleague, or back to everybody."""
    take(introduction)
    allow(introduction, "assign", actors.staff(by), expected)
    introduction.assigned_to = to
    move(introduction, "assign", actors.staff(by), "", to.name if to else "")


def edit_message(
    introduction: Introduction, side: str, text: str, by: User, expected: int | None = None
) -> None:
    """Change what one side will read before it is asked."""
    take(introduction)
    allow(introduction, "edit_message", actors.staff(by), expected)
    setattr(introduction, f"message_{side}", _message(text))
    move(introduction, "edit_message", actors.staff(by), "", side)


def both(introduction: Introduction) -> tuple[Profile, Profile]:
    """Return both sides; refuses when one has left."""
    if introduction.first is None or introduction.second is None:
        raise PinError("introduction.side_gone")
    return introduction.first, introduction.second


def _may_meet(first: Profile, second: Profile, purpose: str) -> None:
    """Guards that hold for whoever begins it."""
    if purpose not in PURPOSES:
        raise PinError("introduction.unknown_purpose")
    if first.id == second.id or (first.owner_id is not None and first.owner_id == second.owner_id):
        raise PinError("introduction.with_itself")
    if not all(side.state == "published" and side.matchable for side in (first, second)):
        raise PinError("introduction.not_published")
    if first.kind in FIRMS and second.kind in FIRMS and first.country == second.country:
        raise PinError("introduction.same_country")
    if (standing := queries.standing_between(first, second)) is not None:
        raise _taken(standing)
    if (until := queries.paused_until(first, second)) is not None:
        raise PinError("introduction.too_soon", day=until.date().isoformat())


def _just_now(standing: Introduction, first: Profile, purpose: str, by: User) -> bool:
    same = (standing.first_id, standing.purpose, standing.proposed_by_id) == (first.id, purpose, by.id)
    return same and standing.origin == "staff" and standing.created_at > now() - limits.AGAIN_WITHIN


def _taken(standing: Introduction) -> PinError:
    who = standing.proposed_by.name if standing.origin == "staff" and standing.proposed_by else "PIN"
    return PinError("introduction.already_proposed", who=who, day=standing.created_at.date().isoformat())


def _has_requests_left(asker: Profile) -> None:
    if queries.open_requests(asker) >= limits.OPEN_REQUESTS_MOST:
        raise PinError("introduction.too_many_open", most=limits.OPEN_REQUESTS_MOST)
    if queries.requests_since(asker, now() - limits.WEEK) >= limits.REQUESTS_A_WEEK:
        raise PinError("introduction.too_many_requests", most=limits.REQUESTS_A_WEEK)


def _begin(first: Profile, second: Profile, purpose: str, by: User, origin: str) -> Introduction:
    low, high = sorted((first.id, second.id))
    forth, back = matches.suggestion(first, second, purpose), matches.suggestion(second, first, purpose)
    best: Any = forth or back
    return Introduction(
        purpose=purpose, first=first, second=second, low_id=low, high_id=high, origin=origin,
        proposed_by=by, state="suggested", version=1, score=best.score if best else None,
        reasons_first=forth.reasons if forth else [], reasons_second=back.reasons if back else [],
        message_first=draft(first, second), message_second=draft(second, first),
    )  # fmt: skip


def _keep(introduction: Introduction, event: str, by: Actor, note: str = "") -> None:
    """Write it; should two get here at once in spite of the held rows, the store's own rule decides."""
    try:
        with db.session.begin_nested():
            db.session.add(introduction)
    except IntegrityError:
        low, high = introduction.low_id or 0, introduction.high_id or 0
        if (standing := queries.standing_pair(low, high)) is None:
            raise
        raise _taken(standing) from None
    write_down(introduction, event, by, note=note)


def _message(text: str) -> str:
    cleaned = clean_text(text).strip()
    if len(cleaned) > limits.MESSAGE_MOST or not clean_line(cleaned):
        raise PinError("introduction.odd_message", most=limits.MESSAGE_MOST)
    return cleaned
