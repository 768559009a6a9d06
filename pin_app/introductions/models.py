"""Introductions and their steps, as they are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.introductions.states import STANDING
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile, new_public_id
from pin_app.security import new_secret

STANDS = text(f"state IN ({', '.join(repr(state) for state in STANDING)})")


class Introduction(Base):
    """Two profiles that a person decided on; the first is asked first.

    `low_id` and `high_id` name the same pair in the order of their numbers, so that the store itself refuses
    a second standing introduction. A side that was deleted leaves an empty place behind.
    """

    __tablename__ = "introductions"
    __table_args__ = (
        CheckConstraint("low_id < high_id", name="two_sides_in_order"),
        Index(
            "uq_introductions_standing_pair", "low_id", "high_id",
            unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
        ),
        Index("ix_introductions_pair", "low_id", "high_id"),
        Index("ix_introductions_first", "first_id", "state"),
        Index("ix_introductions_second", "second_id", "state"),
        Index("ix_introductions_state", "state", "created_at"),
        Index("ix_introductions_expiry", "state", "expires_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    purpose: Mapped[str] = mapped_column(String(12))
    first_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"))
    low_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"))
    high_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(20), default="suggested")
    version: Mapped[int] = mapped_column(default=1)  # goes up with each step
    origin: Mapped[str] = mapped_column(
        String(10), default="staff"
    )  # staff, or member: the first asked for it
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    assigned_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    postponed_until: Mapped[datetime | None]
    score: Mapped[float | None] = mapped_column(Float)
    reasons_first: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # as the first reads them
    reasons_second: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    message_first: Mapped[str] = mapped_column(Text, default="")
    message_second: Mapped[str] = mapped_column(Text, default="")
    override_note: Mapped[str] = mapped_column(Text, default="")  # why staff went on in spite of a gate
    link_secret: Mapped[str] = mapped_column(String(64), default=new_secret)
    first_asked_at: Mapped[datetime | None]
    second_asked_at: Mapped[datetime | None]
    first_answer: Mapped[str] = mapped_column(String(3), default="")
    second_answer: Mapped[str] = mapped_column(String(3), default="")
    first_answered_at: Mapped[datetime | None]
    second_answered_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    introduced_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    first: Mapped[Profile | None] = relationship(foreign_keys=[first_id])
    second: Mapped[Profile | None] = relationship(foreign_keys=[second_id])
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])


class IntroductionStep(Base):
    """One step of an introduction: what happened, when, by whom, over which channel and why."""

    __tablename__ = "introduction_steps"
    __table_args__ = (Index("ix_introduction_steps_of", "introduction_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    event: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str] = mapped_column(String(10))  # first, second, staff or system
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"))
    channel: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")  # for staff only

    user: Mapped[User | None] = relationship()
    on_behalf_of: Mapped[Profile | None] = relationship()


class IntroductionMail(Base):
    """One mail that went to one side, so that its way can be followed and an unsent one taken back."""

    __tablename__ = "introduction_mails"

    introduction_id: Mapped[int] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True
    )
    mail_id: Mapped[int] = mapped_column(
        ForeignKey("outgoing_mails.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    side: Mapped[str] = mapped_column(String(6))

    mail: Mapped[OutgoingMail] = relationship()
