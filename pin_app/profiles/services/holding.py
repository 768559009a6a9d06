"""What others would read of a published profile waits beside it until staff have read it; less never does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.db import db, hold, now
from pin_app.profiles import queries
from pin_app.profiles.models import InvestmentTerms, PendingChanges, Profile, Statement
from pin_app.profiles.versions import TERMS, is_same, sort_out

NEEDED = ("kind", "name", "country")


def is_trusted(by: User | None) -> bool:
    """Whether changes of this person need no second look; None is the house itself, as in an import."""
    return by is None or is_staff(by)


def must_wait(profile: Profile, by: User | None) -> bool:
    """Whether changes of this person to what others read wait for staff."""
    return profile.state == "published" and not is_trusted(by)


def pending(profile: Profile) -> PendingChanges:
    """Return what waits of a profile, locked: the row that is kept, else one that no store knows yet."""
    hold(profile)
    kept = db.session.get(PendingChanges, profile.id, populate_existing=True)
    return kept or PendingChanges(
        profile_id=profile.id, state="waiting", fields={}, statements={}, terms={}, submitted_at=now()
    )


def hold_fields(profile: Profile, wanted: Mapping[str, Any], by: User | None) -> dict[str, Any]:
    """Let changed fields wait; returns those that count at once because they say less."""
    waits = pending(profile)
    needed = (*NEEDED, "region") if "country" in wanted or "country" in waits.fields else NEEDED
    at_once, waits.fields = sort_out(profile, wanted, waits.fields, needed)
    keep(waits, profile, by)
    return at_once


def hold_statement(statement: Statement, wanted: Mapping[str, Any], by: User | None) -> dict[str, Any]:
    """Let changed words of an older offer or need wait; returns what counts at once."""
    waits, key = pending(statement.profile), str(statement.id)
    at_once, left = sort_out(statement, wanted, waits.statements.get(key, {}), ("text",))
    others = {number: values for number, values in waits.statements.items() if number != key}
    waits.statements = others | ({key: left} if left else {})
    keep(waits, statement.profile, by)
    return at_once


def hold_terms(profile: Profile, wanted: InvestmentTerms, by: User | None) -> dict[str, Any]:
    """Let changed investment terms wait; returns what counts at once."""
    waits, kept = pending(profile), queries.terms_of(profile)
    values = {name: getattr(wanted, name) for name in TERMS}
    at_once: dict[str, Any] = {}
    if kept is None:
        waits.terms = values
    else:
        at_once, waits.terms = sort_out(kept, values, waits.terms, ("direction",))
    keep(waits, profile, by)
    return at_once


def keep(waits: PendingChanges, profile: Profile, by: User | None) -> None:
    """Keep what waits, send it to staff again where its owner has changed it, forget it where it is empty."""
    if not (waits.fields or waits.statements or waits.terms or _has_unread(profile)):
        forget(waits)
        return
    if by is not None and not is_trusted(by):
        waits.by_id, waits.updated_at = by.id, now()
        send(waits)
    db.session.add(waits)
    db.session.flush()


def send(waits: PendingChanges) -> None:
    """Put changes that staff gave back into their queue again."""
    if waits.state == "returned":
        waits.state, waits.submitted_at = "waiting", now()


def settle(profile: Profile, part: str, names: Iterable[str]) -> None:
    """Let nothing wait any more of that which staff have just settled otherwise: fields, or terms."""
    waits = queries.pending_of(profile)
    if waits is not None:
        held = getattr(waits, part)
        setattr(waits, part, {name: value for name, value in held.items() if name not in set(names)})
        keep(waits, profile, None)


def settle_statement(statement: Statement, names: Iterable[str] | None = None) -> None:
    """Let nothing wait any more of these values of an offer or need; of the whole where none are named."""
    waits, key = queries.pending_of(statement.profile), str(statement.id)
    if waits is None:
        return
    held = waits.statements.get(key, {}) if names is not None else {}
    left = {name: value for name, value in held.items() if name not in set(names or ())}
    others = {number: values for number, values in waits.statements.items() if number != key}
    waits.statements = others | ({key: left} if left else {})
    keep(waits, statement.profile, None)


def take_over(profile: Profile) -> None:
    """Make what waits part of the profile, as staff have read it or nobody sees the profile any more."""
    waits = queries.pending_of(profile)
    if waits is None:
        return
    _set(profile, waits.fields)
    for statement in queries.statements_of(profile, past=True, unread=True):
        _set(statement, {**waits.statements.get(str(statement.id), {}), "state": "open"})
    if waits.terms:
        terms = queries.terms_of(profile) or InvestmentTerms(profile_id=profile.id)
        _set(terms, waits.terms)
        db.session.add(terms)
    forget(waits)


def take_back(profile: Profile) -> None:
    """Throw away what waits: the profile stays as staff have read it."""
    for statement in queries.statements_of(profile, past=True, unread=True):
        if statement.state == "waiting":
            db.session.delete(statement)
    waits = queries.pending_of(profile)
    if waits is not None:
        forget(waits)


def forget(waits: PendingChanges) -> None:
    """Delete the row of what waits, where there is one."""
    if waits in db.session:
        db.session.delete(waits)
    db.session.flush()


def _has_unread(profile: Profile) -> bool:
    db.session.flush()
    return any(one.state == "waiting" for one in queries.statements_of(profile, past=True, unread=True))


def _set(row: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if not is_same(getattr(row, name), value):
            setattr(row, name, value)
