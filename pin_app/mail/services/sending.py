"""A mail on its way: taken for sending, sent, postponed, come back or given up."""

from __future__ import annotations

from datetime import timedelta

from pin_app.db import db, now
from pin_app.mail import queries
from pin_app.mail.models import OutgoingMail

LEASE = timedelta(minutes=5)  # longer than one slow message takes; after it another sender may try
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
GIVEN_UP_AFTER = timedelta(days=2)


def take_next() -> OutgoingMail | None:
    """Take the next due mail for sending; the caller commits before talking to a server."""
    mail = queries.next_due(now())
    if mail is not None:
        mail.state = "sending"
        mail.attempts += 1
        mail.next_attempt_at = now() + LEASE
        db.session.flush()
    return mail


def mark_sent(mail: OutgoingMail) -> None:
    """Note that the server took the mail."""
    mail.state, mail.sent_at, mail.last_error = "sent", now(), ""
    db.session.flush()


def mark_delivered(mail: OutgoingMail) -> None:
    """Note that the receiver's server has the mail."""
    if mail.state == "sent":
        mail.state = "delivered"
        db.session.flush()


def mark_failed(mail: OutgoingMail, error: str) -> None:
    """Note that this mail cannot be sent, for a reason on our side."""
    mail.state, mail.last_error = "failed", error[:500]
    db.session.flush()


def mark_bounced(mail: OutgoingMail, error: str) -> None:
    """Note that this mail came back or was refused for good."""
    mail.state, mail.last_error = "bounced", error[:500]
    db.session.flush()


def postpone(mail: OutgoingMail, error: str) -> None:
    """Try again after a pause that grows; give up two days after the mail was written."""
    pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    if now() + pause > mail.created_at + GIVEN_UP_AFTER:
        mark_failed(mail, error)
        return
    mail.state, mail.next_attempt_at, mail.last_error = "queued", now() + pause, error[:500]
    db.session.flush()
