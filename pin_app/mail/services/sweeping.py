"""How long the outbox remembers: texts for weeks, rows for two years."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from pin_app.db import db
from pin_app.mail.models import BouncingAddress, OutgoingMail

TEXTS_KEPT = timedelta(days=30)
ROWS_KEPT = timedelta(days=730)
SETTLED = ("sent", "delivered", "bounced", "failed", "withheld", "kept")


def sweep(at: datetime) -> tuple[int, int]:
    """Empty the texts of settled mails and delete old rows; returns how many of each."""
    old = (OutgoingMail.state.in_(SETTLED), OutgoingMail.created_at < at - TEXTS_KEPT)
    written = or_(OutgoingMail.body != "", OutgoingMail.html != "")
    emptied = db.session.execute(
        update(OutgoingMail).where(*old, written).values(body="", html="", subject="")
    )
    gone = delete(OutgoingMail).where(OutgoingMail.created_at < at - ROWS_KEPT)
    deleted = db.session.execute(gone)
    db.session.execute(delete(BouncingAddress).where(BouncingAddress.last_at < at - ROWS_KEPT))
    db.session.flush()
    return emptied.rowcount, deleted.rowcount  # type: ignore[attr-defined]
