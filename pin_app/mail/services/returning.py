"""Mails that come back: the message and its address are marked, until a mail arrives there again."""

from __future__ import annotations

import contextlib

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from pin_app.db import db, hold, now
from pin_app.forms import clean_line
from pin_app.mail import queries
from pin_app.mail.models import BouncingAddress, OutgoingMail
from pin_app.mail.queries import canonical
from pin_app.mail.services.sending import mark_bounced
from pin_app.mail.signals import mail_queued

BOUNCEABLE = ("sending", "sent", "delivered")
REPEATABLE = ("failed", "bounced")


def came_back(mail: OutgoingMail, reason: str) -> bool:
    """Note that a mail came back and mark its address; hearing of it twice changes nothing."""
    hold(mail)
    if mail.state not in BOUNCEABLE:
        return False
    told = clean_line(reason)[:500]
    mark_bounced(mail, told)
    _mark(canonical(mail.to_address), told)
    return True


def has_arrived(address: str) -> None:
    """Forget that mails came back from an address: its reader has just used a link that was sent there."""
    db.session.execute(delete(BouncingAddress).where(BouncingAddress.address == canonical(address)))
    db.session.flush()


def write_again(mail: OutgoingMail) -> bool:
    """Put a mail that failed or came back into the queue once more, if its text is still kept."""
    hold(mail)
    if mail.state not in REPEATABLE or not mail.body:
        return False
    mail.state, mail.attempts, mail.next_attempt_at = "queued", 0, now()
    db.session.flush()
    mail_queued.send(OutgoingMail, mail=mail)
    return True


def _mark(address: str, reason: str) -> None:
    known = queries.bouncing_address(address)
    if known is not None:
        known.reason, known.last_at = reason, now()
        db.session.flush()
        return
    with contextlib.suppress(IntegrityError), db.session.begin_nested():  # another mail came back just now
        db.session.add(BouncingAddress(address=address, reason=reason))
