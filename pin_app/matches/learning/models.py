"""What was shown to whom, what was answered, and the orders learned from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now

ANSWERS = ("interested", "not_now", "not_for_me", "saved", "accepted", "declined", "met")


class MatchAnswer(Base):
    """The last word of one side on one partner, with what was known of the pair when it was shown.

    Read by the learning only: no page shows an answer of one person, and none of a declined introduction.
    """

    __tablename__ = "match_answers"
    __table_args__ = (
        UniqueConstraint("profile_id", "partner_id", "purpose"),
        Index("ix_match_answers_partner", "partner_id"),
        Index("ix_match_answers_at", "purpose", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(40), default="")
    shown_rank: Mapped[int | None]
    features: Mapped[list[float] | None] = mapped_column(JSON)  # in the order of matching.features.FEATURES
    at: Mapped[datetime] = mapped_column(default=now)


class MatchImpression(Base):
    """One list as a person saw it: `shown` holds [partner id, rank, score, features] for each place."""

    __tablename__ = "match_impressions"
    __table_args__ = (
        Index("ix_match_impressions_of", "profile_id", "purpose", "last_at"),
        Index("ix_match_impressions_last_at", "last_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64))
    shown: Mapped[list[Any]] = mapped_column(JSON, default=list)
    days: Mapped[int] = mapped_column(default=1)  # on so many days the very same list was looked at
    first_at: Mapped[datetime] = mapped_column(default=now)
    last_at: Mapped[datetime] = mapped_column(default=now)


class LearnedOrder(Base):
    """An order learned from answers, its comparison with the fixed blend, and whether it serves."""

    __tablename__ = "learned_orders"
    __table_args__ = (Index("ix_learned_orders_newest", "purpose", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(default=now)
    model: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # names and numbers, empty where too few
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    serves: Mapped[bool] = mapped_column(default=False)
    switched_at: Mapped[datetime | None]
    switched_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    switched_by: Mapped[User | None] = relationship()
