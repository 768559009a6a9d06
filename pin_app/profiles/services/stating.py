"""Offers and needs: adding, changing and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pin_app.accounts.models import User
from pin_app.db import db, hold
from pin_app.errors import PinError
from pin_app.profiles import guards, queries
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.services.announcing import changed
from pin_app.profiles.services.holding import hold_statement, keep, must_wait, pending, settle_statement
from pin_app.profiles.versions import TIMED, is_same

SECTORS_MOST = 5


def build_statement(
    direction: str,
    text: str,
    intent: str | None = None,
    language: str | None = None,
    sectors: Iterable[str] = (),
    expires_on: date | None = None,
    position: int = 0,
) -> Statement:
    """Return a checked statement that belongs to no profile yet; `language=None` lets the engine find out."""
    direction = guards.direction(direction)
    return Statement(
        direction=direction,
        text=guards.statement_text(text),
        intent=guards.intent(intent, direction),
        language=guards.text_language(language),
        sectors=guards.sectors(sectors, SECTORS_MOST),
        expires_on=guards.expiry(expires_on),
        state="open",
        position=position,
    )


def add_statement(profile: Profile, by: User | None, direction: str, text: str, **details: Any) -> Statement:
    """Add an offer or a need; saying the same twice, as when a form is sent again, adds it once."""
    wanted = build_statement(direction, text, **details)
    hold(profile)
    standing = queries.statements_of(profile, past=True, unread=True)
    for statement in standing:
        if (statement.direction, statement.text) == (wanted.direction, wanted.text):
            return statement
    if len(standing) >= guards.STATEMENTS_MOST:
        raise PinError("profile.too_many_statements", most=guards.STATEMENTS_MOST)
    wanted.profile_id = profile.id
    wanted.position = max((statement.position for statement in standing), default=-1) + 1
    wanted.state = "waiting" if must_wait(profile, by) else "open"
    db.session.add(wanted)
    _followed(wanted, profile, by)
    return wanted


def change_statement(statement: Statement, by: User | None, **values: Any) -> bool:
    """Change an open statement; returns whether anything has changed. What others read waits."""
    if statement.state not in ("open", "waiting"):
        raise PinError("profile.statement_closed")
    waits = queries.pending_of(statement.profile)
    held = waits.statements.get(str(statement.id), {}) if waits else {}
    cleaned = {name: _clean(statement, name, value) for name, value in values.items()}
    present = {name: held.get(name, getattr(statement, name)) for name in cleaned}
    told = {name: value for name, value in cleaned.items() if not is_same(present[name], value)}
    if not told:
        return False
    at_once = _at_once(statement, by, told)
    for name, value in at_once.items():
        setattr(statement, name, value)
    if at_once:
        _followed(statement, statement.profile, by)
    return True


def withdraw_statement(statement: Statement, by: User | None, met: bool = False) -> None:
    """Close a statement: it was met, or its owner takes it back; one that nobody has read is deleted."""
    if statement.state == "waiting":
        profile = statement.profile
        db.session.delete(statement)
        keep(pending(profile), profile, by)
    elif statement.state == "open":
        settle_statement(statement)
        statement.state = "met" if met else "withdrawn"
        changed(statement.profile)


def expire_statements() -> int:
    """Close the open statements whose last day has passed; returns how many."""
    overdue = queries.overdue_statements()
    for statement in overdue:
        statement.state = "expired"
    for profile in {statement.profile for statement in overdue}:
        changed(profile)
    return len(overdue)


def _at_once(statement: Statement, by: User | None, told: dict[str, Any]) -> dict[str, Any]:
    """Return what of changed values counts at once: all of it where nobody else reads them yet."""
    if statement.state == "waiting":
        return told
    if not must_wait(statement.profile, by):
        settle_statement(statement, told)
        return told
    timed = {name: value for name, value in told.items() if name in TIMED}
    words = {name: value for name, value in told.items() if name not in TIMED}
    return timed | (hold_statement(statement, words, by) if words else {})


def _followed(statement: Statement, profile: Profile, by: User | None) -> None:
    """Send what waits to staff, or tell the rooms above of what counts at once."""
    if statement.state == "waiting":
        keep(pending(profile), profile, by)
    else:
        changed(profile)


def _clean(statement: Statement, name: str, value: Any) -> Any:
    if name == "text":
        return guards.statement_text(value)
    if name == "intent":
        return guards.intent(value, statement.direction)
    if name == "language":
        return guards.text_language(value)
    if name == "sectors":
        return guards.sectors(value, SECTORS_MOST)
    if name == "expires_on":
        return value if value == statement.expires_on else guards.expiry(value)
    raise TypeError(f"a statement has no such field: {name}")
