"""Writing the trail, row upon row, and checking that none was changed or taken out."""

from __future__ import annotations

import hashlib
import json
import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, request
from flask_login import current_user
from sqlalchemy import text

from pin_app.audit import queries
from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.forms import clean_line
from pin_app.site import fact, state

log = logging.getLogger(__name__)
BEGINNING = "0" * 64
END = "audit.end"  # the site fact that says where the chain ends, so that a cut-off end is seen too
LOCK = 7_306_001  # any number of our own, for PostgreSQL's advisory locks
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a look at the whole chain found; `broken_at` is the first row that does not fit."""

    rows: int
    broken_at: int | None
    end_is_missing: bool

    @property
    def is_whole(self) -> bool:
        """Whether no row was changed, added or taken out."""
        return self.broken_at is None and not self.end_is_missing


def record(action: str, subject: Any = None, actor: Any = None, **facts: Any) -> AuditEntry:
    """Add one act to the trail in the running transaction; the actor is the signed-in person by default."""
    return record_many(action, [(subject, facts)], actor)[0]


def record_many(
    action: str, told: Iterable[tuple[Any, Mapping[str, Any]]], actor: Any = None
) -> list[AuditEntry]:
    """Add the same act on several subjects, each with its own facts, a row for each of them."""
    told = list(told)
    if not told:
        return []
    _hold_the_end()
    who = _id(actor if actor is not None else _present_user())
    previous, made = queries.last_digest() or BEGINNING, []
    for subject, facts in told:
        made.append(_entry(action, subject, who, facts, previous))
        previous = made[-1].digest
    db.session.add_all(made)
    db.session.flush()
    state(END, previous)
    if has_request_context() and len(made) == 1:  # not for the thousands of rows of an import or the demo
        entry = made[0]
        log.info("audit", extra={"entry": entry.id, "action": action, "digest": entry.digest})
    return made


def check_chain() -> ChainCheck:
    """Walk the whole chain from its beginning to the end that was noted."""
    expected, rows = BEGINNING, 0
    for entry in queries.in_order():
        rows += 1
        if entry.previous != expected or digest(entry) != entry.digest:
            return ChainCheck(rows, entry.id, end_is_missing=False)
        expected = entry.digest
    return ChainCheck(rows, None, end_is_missing=expected != (fact(END) or BEGINNING))


def _entry(action: str, subject: Any, who: Any, facts: Mapping[str, Any], previous: str) -> AuditEntry:
    entry = AuditEntry(
        at=now(),
        actor_id=who,
        action=action,
        subject_type=type(subject).__name__ if subject is not None else "",
        subject_id=str(_id(subject) or "")[:64] if subject is not None else "",
        facts={name: plain(value) for name, value in facts.items()},
        address=clean_line(request.remote_addr)[:64] if has_request_context() else "",
        previous=previous,
    )
    entry.digest = digest(entry)
    return entry


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 of a row's content and its predecessor's digest, in hexadecimal."""
    content = [
        entry.previous, entry.at.isoformat(), entry.actor_id, entry.action, entry.subject_type,
        entry.subject_id, entry.facts, entry.address,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    """Bring a fact into a form that both stores give back unchanged: short clean text, numbers, lists."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {clean_line(str(name))[:80]: plain(inner) for name, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        ordered = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(inner) for inner in ordered]
    told = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return clean_line(told)[:LONGEST_TEXT]


def _hold_the_end() -> None:
    """Let one transaction at a time add to the chain; on SQLite BEGIN IMMEDIATE has already seen to it.

    What was changed is written first: who waits here holds its rows already, and nobody waits crosswise.
    """
    db.session.flush()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _present_user() -> Any:
    return current_user if has_request_context() and current_user.is_authenticated else None


def _id(thing: Any) -> Any:
    return getattr(thing, "id", None)
