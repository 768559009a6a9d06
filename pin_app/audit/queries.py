"""Which rows of the trail: all in order, or the newest that fit a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Select, select

from pin_app.audit.models import AuditEntry
from pin_app.db import db


def in_order() -> Iterator[AuditEntry]:
    """All rows from the first to the last, in portions."""
    rows = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    with db.session.execute(rows) as found:  # a server-side cursor, closed also when the reader stops early
        yield from found.scalars()


def last_digest() -> str | None:
    """Digest of the newest row, None for an empty trail."""
    return db.session.execute(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)).scalar()


def newest(
    action: str = "",
    actors: Collection[int] | None = None,
    subject: tuple[str, str] = ("", ""),
    since: datetime | None = None,
    before: datetime | None = None,
) -> Select[AuditEntry]:
    """Rows from the newest to the oldest; `subject` is a type and a number, each empty for any."""
    found = select(AuditEntry).order_by(AuditEntry.id.desc())
    if action:
        found = found.where(AuditEntry.action == action)
    if actors is not None:
        found = found.where(AuditEntry.actor_id.in_(actors))
    for column, wanted in zip((AuditEntry.subject_type, AuditEntry.subject_id), subject, strict=True):
        found = found.where(column == wanted) if wanted else found
    if since:
        found = found.where(AuditEntry.at >= since)
    return found.where(AuditEntry.at < before) if before else found


def actions() -> list[str]:
    """Names of the acts that the trail knows, in order."""
    return list(
        db.session.execute(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).scalars()
    )
