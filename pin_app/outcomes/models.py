"""Questions to the two sides of an introduction, their answers, and the outcome that staff record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from pin_app.security import new_secret

MONTHS = (3, 6, 12)
RESULTS = ("no_contact", "talking", "agreement", "investment", "stopped")
ANYWAY = ("yes", "probably", "no")  # would it have happened without PIN?
STATES = ("asked", "answered", "missed", "ended")  # missed: the next question came first


class FollowUp(Base):
    """One question to one side; the answer may be changed as long as the question stands.

    It goes with the profile that it was put to. Amounts in whole EUR; `by` is somebody of staff who noted an
    answer on behalf, in the way that `way` names.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("introduction_id", "months", "side"),
        Index("ix_follow_ups_state", "state", "asked_at"),
        CheckConstraint("amount_eur IS NULL OR amount_eur >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(6))
    months: Mapped[int]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default="asked")
    link_secret: Mapped[str] = mapped_column(String(64), default=new_secret)
    mail_id: Mapped[int | None] = mapped_column(
        ForeignKey("outgoing_mails.id", ondelete="SET NULL"), index=True
    )
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]  # staff called last and nobody answered
    tries: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(String(12), default="")
    anyway: Mapped[str] = mapped_column(String(10), default="")
    amount_eur: Mapped[int | None]
    jobs: Mapped[int | None]
    jobs_contract: Mapped[int | None]
    jobs_security: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    channel: Mapped[str] = mapped_column(String(10), default="")  # page, link or staff
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    way: Mapped[str] = mapped_column(String(12), default="")

    introduction: Mapped[Introduction] = relationship()
    profile: Mapped[Profile] = relationship()
    mail: Mapped[OutgoingMail | None] = relationship()
    by: Mapped[User | None] = relationship()


class Outcome(Base):
    """What staff hold to have come of an introduction after some months; indicators count these rows."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("introduction_id", "months"),
        Index("ix_outcomes_counted", "months", "result"),
        CheckConstraint("amount_eur IS NULL OR amount_eur >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    months: Mapped[int]
    result: Mapped[str] = mapped_column(String(12))
    anyway: Mapped[str] = mapped_column(String(10), default="")
    amount_eur: Mapped[int | None]
    jobs: Mapped[int | None]
    jobs_contract: Mapped[int | None]
    jobs_security: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)

    introduction: Mapped[Introduction] = relationship()
    by: Mapped[User | None] = relationship()
