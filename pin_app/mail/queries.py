"""Which mails: due, in a state, to an address; which addresses answer, and what they want."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select

from pin_app.db import db
from pin_app.mail.models import STATES, BouncingAddress, OutgoingMail, UnwantedTopic


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


def canonical(address: str) -> str:
    """Return the form under which an address is remembered here."""
    return address.strip().lower()


def by_message_id(message_id: str) -> OutgoingMail | None:
    """Return the mail that carried this Message-ID."""
    return db.session.execute(
        select(OutgoingMail).where(OutgoingMail.message_id == message_id)
    ).scalar_one_or_none()


def bouncing_address(address: str) -> BouncingAddress | None:
    """Return what is known of an address from which mails come back."""
    return db.session.execute(
        select(BouncingAddress).where(BouncingAddress.address == canonical(address))
    ).scalar_one_or_none()


def bouncing(addresses: Iterable[str]) -> dict[str, str]:
    """Return those of the addresses from which mails come back, as they were given, with the reason."""
    asked = {address: canonical(address) for address in addresses if address}
    found = select(BouncingAddress.address, BouncingAddress.reason).where(
        BouncingAddress.address.in_(sorted(set(asked.values())))
    )
    reasons = {row.address: row.reason for row in db.session.execute(found)} if asked else {}
    return {address: reasons[known] for address, known in asked.items() if known in reasons}


def is_unwanted(address: str, topic: str) -> bool:
    """Whether an address has said that it wants no mails of a topic."""
    said = (UnwantedTopic.address == canonical(address), UnwantedTopic.topic == topic)
    return bool(db.session.scalar(select(UnwantedTopic.id).where(*said)))


def may_write(address: str, topic: str) -> bool:
    """Whether optional mails of a topic may go to an address: it wants them, and they do not come back."""
    return not is_unwanted(address, topic) and bouncing_address(address) is None
