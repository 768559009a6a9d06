"""Writing mail into the outbox, in the transaction of the act that it tells of."""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app

from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import LANGUAGES
from pin_app.mail.models import OutgoingMail
from pin_app.mail.wording import word
from pin_app.settings import Settings

LONGEST_ADDRESS = 320
NOT_IN_ADDRESSES = frozenset(',;:<>()[]"\\')


def queue(template: str, *, to: str, language: str, **facts: Any) -> OutgoingMail:
    """Write `templates/mail/<template>.txt` to one address; it is sent after the caller's commit."""
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
    return mail


def path_to(endpoint: str, **values: Any) -> str:
    """Return the path of a page, inside and outside a request, for the button of a mail."""
    return current_app.url_map.bind("").build(endpoint, values)


def is_one_address(value: str) -> bool:
    """Whether this is one address on one line: what could become a second receiver or header is refused."""
    local, at, host = value.rpartition("@")
    plain = all(c.isprintable() and not c.isspace() and c not in NOT_IN_ADDRESSES for c in value)
    return bool(plain and at and local and host and "@" not in local and len(value) <= LONGEST_ADDRESS)
