"""Writing mail into the outbox, in the transaction of the act that it tells of."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import current_app

from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.i18n import LANGUAGES
from pin_app.mail import queries, topics
from pin_app.mail.models import OutgoingMail
from pin_app.mail.policies import is_one_address
from pin_app.mail.services.sending import mark_failed
from pin_app.mail.signals import mail_queued
from pin_app.mail.wording import word
from pin_app.settings import Settings


def queue(
    template: str, *, to: str, language: str, not_before: datetime | None = None, **facts: Any
) -> OutgoingMail:
    """Write `templates/mail/<template>.txt` to one address; the caller's commit sends it on its way.

    A mail of an optional topic that the address does not want is written down as withheld and never sent.
    """
    settings: Settings = current_app.extensions["pin.settings"]
    if not is_one_address(to):
        raise PinError("mail.not_one_address")
    topic, message_id = topics.of_template(template), f"<{uuid.uuid4().hex}@{settings.host or 'localhost'}>"
    wording = word(template, language, facts, unsubscribe_path(message_id) if topic else "")
    mail = OutgoingMail(
        to_address=to,
        template=template,
        topic=topic,
        language=language if language in LANGUAGES else "en",
        subject=wording.subject,
        body=wording.text,
        html=wording.html,
        message_id=message_id,
        state="queued" if settings.mail_url else "kept",
        next_attempt_at=not_before or now(),
    )
    if topic and not queries.may_write(to, topic):
        mail.state = "withheld"
    db.session.add(mail)
    db.session.flush()
    mail_queued.send(OutgoingMail, mail=mail)
    return mail


def take_back(mail: OutgoingMail) -> None:
    """Keep a mail from going out that has not gone yet, and forget what stood in it."""
    hold(mail)
    if mail.state in ("queued", "kept", "failed"):
        mail.body = mail.html = ""
        mark_failed(mail, "taken back before it went out")


def unsubscribe_path(message_id: str) -> str:
    """Return the path of the page on which the mails of a message's topic end."""
    return path_to("mail.unsubscribe", token=topics.token_for(message_id))


def path_to(endpoint: str, **values: Any) -> str:
    """Return the path of a page, inside and outside a request, for the button of a mail."""
    return current_app.url_map.bind("").build(endpoint, values)
