"""Which mails: due, in a state, to an address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select

from pin_app.db import db
from pin_app.mail.models import STATES, OutgoingMail


def next_due(at: datetime) -> OutgoingMail | None:
    """Return the mail that has waited longest, or whose sender died, locked against other senders."""
    due = (
        select(OutgoingMail)
        .where(OutgoingMail.state.in_(("queued", "sending")), OutgoingMail.next_attempt_at <= at)
        .order_by(OutgoingMail.next_attempt_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.execute(due).scalar_one_or_none()


def newest(address: str = "", state: str = "") -> Select[OutgoingMail]:
    """Mails from the newest to the oldest, narrowed to a part of the address and a state."""
    found = select(OutgoingMail).order_by(OutgoingMail.id.desc())
    if address:
        found = found.where(OutgoingMail.to_address.icontains(address, autoescape=True))
    return found.where(OutgoingMail.state == state) if state in STATES else found


def count_by_state() -> dict[str, int]:
    """How many mails are in each state, every state named."""
    rows = db.session.execute(
        select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state).order_by(OutgoingMail.state)
    )
    return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in rows}
