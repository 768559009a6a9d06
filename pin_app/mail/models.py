"""Mail as it waits, goes out, arrives or comes back; addresses that do not answer; topics nobody wants."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pin_app.db import Base, now

STATES = ("queued", "sending", "sent", "delivered", "bounced", "failed", "withheld", "kept")


class OutgoingMail(Base):
    """One message to one person, written in the transaction of the act that it tells of."""

    __tablename__ = "outgoing_mails"
    __table_args__ = (Index("ix_outgoing_mails_due", "state", "next_attempt_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    to_address: Mapped[str] = mapped_column(String(320), index=True)
    template: Mapped[str] = mapped_column(String(80))
    topic: Mapped[str] = mapped_column(String(40), default="", server_default="")  # of optional mails only
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    next_attempt_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(500), default="")


class BouncingAddress(Base):
    """An address from which mails come back, in the receiving server's words; gone once one arrives."""

    __tablename__ = "bouncing_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(320), unique=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    since: Mapped[datetime] = mapped_column(default=now)
    last_at: Mapped[datetime] = mapped_column(default=now)


class UnwantedTopic(Base):
    """An address that wants no more mails of one topic."""

    __tablename__ = "unwanted_topics"
    __table_args__ = (UniqueConstraint("address", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(320))
    topic: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime] = mapped_column(default=now)
