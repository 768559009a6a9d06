"""Writing the trail, row upon row, and checking that none was changed or taken out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import has_request_context, request
from flask_login import current_user
from sqlalchemy import select, text

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now

BEGINNING = "0" * 64
LOCK = 7_306_001  # any number of our own, for PostgreSQL's advisory locks


def record(action: str, subject: Any = None, actor: Any = None, **facts: Any) -> AuditEntry:
    """Add one act to the trail in the running transaction; the actor is the signed-in person by default."""
    _hold_the_end()
    entry = AuditEntry(
        at=now(),
        actor_id=_id(actor if actor is not None else _present_user()),
        action=action,
        subject_type=type(subject).__name__ if subject is not None else "",
        subject_id=str(_id(subject) or "") if subject is not None else "",
        facts=facts,
        address=(request.remote_addr or "") if has_request_context() else "",
        previous=_last_digest(),
    )
    entry.digest = digest(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def first_break() -> AuditEntry | None:
    """Return the first row that does not follow from its predecessor, None when the chain is whole."""
    expected = BEGINNING
    for entry in db.session.execute(select(AuditEntry).order_by(AuditEntry.id)).scalars().yield_per(500):
        if entry.previous != expected or digest(entry) != entry.digest:
            return entry
        expected = entry.digest
    return None


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 of a row's content and its predecessor's digest, in hexadecimal."""
    content = [
        entry.previous, entry.at.isoformat(), entry.actor_id, entry.action, entry.subject_type,
        entry.subject_id, entry.facts, entry.address,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _hold_the_end() -> None:
    """Let one transaction at a time add to the chain; on SQLite BEGIN IMMEDIATE has already seen to it."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _last_digest() -> str:
    found = db.session.execute(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)).scalar()
    return found or BEGINNING


def _present_user() -> Any:
    return current_user if has_request_context() and current_user.is_authenticated else None


def _id(thing: Any) -> Any:
    return getattr(thing, "id", None)
