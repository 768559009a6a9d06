"""What the desk keeps: pairs in their order, what staff decided on them, and each colleague's own views."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now

STATES = ("open", "postponed", "rejected")
ACTIONS = ("assigned", "postponed", "rejected", "undone", "proposed")


class Pair(Base):
    """Two profiles of which at least one is suggested the other, once for a purpose; derived, never edited.

    `score` is the engine's for both directions, `low_gets` and `high_gets` how well each one's needs are
    met, `interest` how many sides said that they are interested, `fresh` how many sides have never had an
    introduction. `worth` and `fair` are the two orders of the desk, see `services.pairs`.
    """

    __tablename__ = "pairs"
    __table_args__ = (
        CheckConstraint("low_id < high_id", name="two_sides_in_order"),
        Index("ix_pairs_worth", "purpose", "worth", "low_id", "high_id"),
        Index("ix_pairs_fair", "purpose", "fair", "low_id", "high_id"),
        Index("ix_pairs_low", "low_id"),
        Index("ix_pairs_high", "high_id"),
    )

    purpose: Mapped[str] = mapped_column(String(12), primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    score: Mapped[float] = mapped_column(Float)
    low_gets: Mapped[float | None] = mapped_column(Float)
    high_gets: Mapped[float | None] = mapped_column(Float)
    interest: Mapped[int]
    fresh: Mapped[int]
    put_aside: Mapped[int]  # how many sides said "not now" or "not for me"
    worth: Mapped[float] = mapped_column(Float)
    fair: Mapped[float] = mapped_column(Float)


class PairFacet(Base):
    """One value by which the pairs of a profile are narrowed down; see `directory.entries.facets`."""

    __tablename__ = "pair_facets"
    __table_args__ = (Index("ix_pair_facets_profile", "profile_id"),)

    facet: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(30), primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)


class Decision(Base):
    """What staff last decided on a pair before any introduction; `version` goes up with each decision."""

    __tablename__ = "pair_decisions"
    __table_args__ = (UniqueConstraint("purpose", "low_id", "high_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    low_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    reason: Mapped[str] = mapped_column(String(40), default="")
    until: Mapped[date | None]  # offered again from this day on
    assigned_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int] = mapped_column(default=0)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(default=now)

    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    changed_by: Mapped[User | None] = relationship(foreign_keys=[changed_by_id])


class PairEvent(Base):
    """One act of staff on a pair; `before` is what stood, so that it can be taken back."""

    __tablename__ = "pair_events"
    __table_args__ = (Index("ix_pair_events_decision", "decision_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("pair_decisions.id", ondelete="CASCADE"))
    action: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int]  # the decision's after this act
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()


class PairNote(Base):
    """A note that staff write for each other on two profiles; in no export, seen by nobody else."""

    __tablename__ = "pair_notes"
    __table_args__ = (Index("ix_pair_notes_pair", "low_id", "high_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    high_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()


class SavedView(Base):
    """Filters and order of the desk under a name of one's own; `arguments` are those of the address."""

    __tablename__ = "desk_views"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class DeskChoice(Base):
    """How a colleague works at the desk: whether single keys are shortcuts."""

    __tablename__ = "desk_choices"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    shortcuts: Mapped[bool] = mapped_column(default=True)
