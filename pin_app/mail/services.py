"""Writing mail into the outbox, in the transaction of the act that it tells of."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from flask import current_app

from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.i18n import LANGUAGES
from pin_app.mail import queries
from pin_app.mail.models import OutgoingMail
from pin_app.mail.policies import is_one_address
from pin_app.mail.signals import mail_queued
from pin_app.mail.wording import word
from pin_app.settings import Settings

LEASE = timedelta(minutes=5)  # longer than one slow message takes; after it another sender may try
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
GIVEN_UP_AFTER = timedelta(days=2)


def queue(template: str, *, to: str, language: str, **facts: Any) -> OutgoingMail:
    """Write `templates/mail/<template>.txt` to one address; the caller's commit sends it on its way."""
    settings: Settings = current_app.extensions["pin.settings"]
    if not is_one_address(to):
        raise PinError("mail.not_one_address")
    wording = word(template, language, facts)
    mail = OutgoingMail(
        to_address=to,
        template=template,
        language=language if language in LANGUAGES else "en",
        subject=wording.subject,
        body=wording.text,
        html=wording.html,
        message_id=f"<{uuid.uuid4().hex}@{settings.host or 'localhost'}>",
        state="queued" if settings.mail_url else "kept",
    )
    db.session.add(mail)
    db.session.flush()
    mail_queued.send(OutgoingMail, mail=mail)
    return mail


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


def mark_failed(mail: OutgoingMail, error: str) -> None:
    """Note that this mail cannot arrive."""
    mail.state, mail.last_error = "failed", error[:500]
    db.session.flush()


def take_back(mail: OutgoingMail) -> None:
    """Keep a mail from going out that has not gone yet, and forget what stood in it."""
    hold(mail)
    if mail.state in ("queued", "kept", "failed"):
        mail.body = mail.html = ""
        mark_failed(mail, "taken back before it went out")


def postpone(mail: OutgoingMail, error: str) -> None:
    """Try again after a pause that grows; give up two days after the mail was written."""
    pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    if now() + pause > mail.created_at + GIVEN_UP_AFTER:
        mark_failed(mail, error)
        return
    mail.state, mail.next_attempt_at, mail.last_error = "queued", now() + pause, error[:500]
    db.session.flush()


def path_to(endpoint: str, **values: Any) -> str:
    """Return the path of a page, inside and outside a request, for the button of a mail."""
    return current_app.url_map.bind("").build(endpoint, values)
