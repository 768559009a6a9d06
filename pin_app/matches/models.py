"""Suggestions, what people said of them, and the runs that made them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.profiles.models import Profile

PURPOSES = ("business", "investment")
VERDICTS = ("interested", "not_now", "not_for_me", "saved")


class TextVector(Base):
    """The vector of one distinct text under one encoder; float32 little-endian bytes."""

    __tablename__ = "text_vectors"

    encoder: Mapped[str] = mapped_column(String(60), primary_key=True)
    text_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class Suggestion(Base):
    """A partner that the engine proposes to a profile for a purpose; scores in [0, 1], best rank is 1."""

    __tablename__ = "suggestions"
    __table_args__ = (
        UniqueConstraint("purpose", "profile_id", "partner_id"),
        Index("ix_suggestions_ranked", "profile_id", "purpose", "rank"),
        Index("ix_suggestions_partner", "partner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    rank: Mapped[int]
    score: Mapped[float] = mapped_column(Float)
    forward: Mapped[float | None] = mapped_column(Float)
    backward: Mapped[float | None] = mapped_column(Float)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list
    )  # [{"code": ..., "facts": {...}}]

    partner: Mapped[Profile] = relationship(foreign_keys=[partner_id])


class MatchState(Base):
    """When a profile's suggestions were last computed, by which encoder, and why there are none."""

    __tablename__ = "match_states"

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12), primary_key=True)
    computed_at: Mapped[datetime] = mapped_column(default=now)
    encoder: Mapped[str] = mapped_column(String(60), default="")
    why_nothing: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)


class Verdict(Base):
    """What one side said of one partner for a purpose; the newest word stands."""

    __tablename__ = "verdicts"
    __table_args__ = (
        UniqueConstraint("profile_id", "partner_id", "purpose"),
        Index("ix_verdicts_partner", "partner_id", "verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(12))
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    shown_rank: Mapped[int | None]
    shown_score: Mapped[float | None] = mapped_column(Float)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()


class MatchRun(Base):
    """One computation for the whole network: progress while it runs, figures when it is done."""

    __tablename__ = "match_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    encoder: Mapped[str] = mapped_column(String(60), default="")
    stage: Mapped[str] = mapped_column(
        String(20), default="waiting"
    )  # waiting, reading, matching, done, failed
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    error: Mapped[str] = mapped_column(String(300), default="")
