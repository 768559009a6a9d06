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
from pin_app.profiles.services.announcing import changed, same

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
    standing = queries.statements_of(profile, past=True)
    for statement in standing:
        if (statement.direction, statement.text) == (wanted.direction, wanted.text):
            return statement
    if len(standing) >= guards.STATEMENTS_MOST:
        raise PinError("profile.too_many_statements", most=guards.STATEMENTS_MOST)
    wanted.profile_id = profile.id
    wanted.position = max((statement.position for statement in standing), default=-1) + 1
    db.session.add(wanted)
    changed(profile, by, text=True)
    return wanted


def change_statement(statement: Statement, by: User | None, **values: Any) -> bool:
    """Change an open statement; returns whether anything has changed."""
    if statement.state != "open":
        raise PinError("profile.statement_closed")
    cleaned = {name: _clean(statement, name, value) for name, value in values.items()}
    told = {name for name, value in cleaned.items() if not same(getattr(statement, name), value)}
    for name in told:
        setattr(statement, name, cleaned[name])
    if told:
        changed(statement.profile, by, text="text" in told)
    return bool(told)


def withdraw_statement(statement: Statement, by: User | None, met: bool = False) -> None:
    """Close a statement: it was met, or its owner takes it back."""
    if statement.state == "open":
        statement.state = "met" if met else "withdrawn"
        changed(statement.profile, by)


def expire_statements() -> int:
    """Close the open statements whose last day has passed; returns how many."""
    overdue = queries.overdue_statements()
    for statement in overdue:
        statement.state = "expired"
    for profile in {statement.profile for statement in overdue}:
        changed(profile, None)
    return len(overdue)


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
