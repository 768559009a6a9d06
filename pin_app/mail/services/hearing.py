"""What mail servers report goes to the mails that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pin_app.mail import notices, queries
from pin_app.mail.services.returning import came_back
from pin_app.mail.services.sending import mark_delivered

BOUNCED, DELIVERED, KNOWN, FOREIGN, UNREAD = "bounced", "delivered", "known", "foreign", "unread"


def hear(told: Iterable[notices.Notice | None]) -> Counter[str]:
    """Mark the mails that reports are about; returns how many reports led to what."""
    return Counter(_hear_one(notice) for notice in told)


def _hear_one(notice: notices.Notice | None) -> str:
    """Believe a report that names a Message-ID, which nobody guesses; the address is that of our own row."""
    if notice is None:
        return UNREAD
    mail = queries.by_message_id(notice.message_id)
    if mail is None:
        return FOREIGN
    if notice.action == notices.FAILED:
        return BOUNCED if came_back(mail, notice.reason) else KNOWN
    if notice.action == notices.DELIVERED and mail.state == "sent":
        mark_delivered(mail)
        return DELIVERED
    return KNOWN
