"""Claims as they are kept: the statement, the proofs it rests on, and what happened to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.documents.models import Document
from pin_app.profiles.models import Profile

PROOF_STATES = ("waiting", "standing", "refused", "withdrawn", "replaced")
HAZARDS = ("child_labour", "forced_labour")
GRIEVANCE_STATES = ("new", "open", "answered", "closed")
MESSAGE_KINDS = ("answer", "addition", "note")


class Claim(Base):
    """One decent-work statement of one firm; its level follows from its proofs, see `queries.levels`."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("profile_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(30))
    review_since: Mapped[datetime | None]  # under review: level X until staff end it
    review_reason: Mapped[str] = mapped_column(Text, default="")  # for staff only
    withdrawn_at: Mapped[datetime | None]  # by the firm: level X until it is stated anew
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    profile: Mapped[Profile] = relationship()


class Proof(Base):
    """What one level of a claim rests on: its source, its day, its end, and who stated and who checked it."""

    __tablename__ = "claim_proofs"
    __table_args__ = (
        Index("ix_claim_proofs_of", "claim_id", "state"),
        Index("ix_claim_proofs_waiting", "state", "stated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    level: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="standing")
    source: Mapped[str] = mapped_column(String(200), default="")  # issuing body, or who confirmed
    source_kind: Mapped[str] = mapped_column(String(20), default="")  # of a confirmation
    scheme: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text, default="")  # the pledge as it was signed
    text_version: Mapped[int] = mapped_column(default=0)
    text_language: Mapped[str] = mapped_column(String(8), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("documents.id", ondelete="SET NULL"), unique=True
    )
    stated_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    valid_until: Mapped[date | None] = mapped_column(index=True)  # the last day on which it counts
    note: Mapped[str] = mapped_column(Text, default="")  # why it was refused, for the firm
    reminded_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship()
    document: Mapped[Document | None] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    checked_by: Mapped[User | None] = relationship(foreign_keys=[checked_by_id])


class ClaimEvent(Base):
    """One thing that happened to a claim, for its history."""

    __tablename__ = "claim_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    what: Mapped[str] = mapped_column(String(30))
    level: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")

    by: Mapped[User | None] = relationship()


class RiskGood(Base):
    """A good that a source names as made with child or forced labour in a country; kept by staff."""

    __tablename__ = "risk_goods"

    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(String(2), index=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_it: Mapped[str] = mapped_column(String(120), default="")
    name_ur: Mapped[str] = mapped_column(String(120), default="")
    hazards: Mapped[list[str]] = mapped_column(JSON, default=list)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)  # NACE Rev. 2
    source: Mapped[str] = mapped_column(String(300))
    year: Mapped[int]
    retired_at: Mapped[datetime | None]
    retired_why: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Grievance(Base):
    """A complaint, read by staff only; its sender comes back with a code of which we keep the digest."""

    __tablename__ = "grievances"
    __table_args__ = (Index("ix_grievances_queue", "state", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_digest: Mapped[str] = mapped_column(String(64), unique=True)
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"), index=True)
    firm_name: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(320), default="")
    state: Mapped[str] = mapped_column(String(10), default="new")
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    profile: Mapped[Profile | None] = relationship()


class GrievanceMessage(Base):
    """An answer to the sender, what the sender added, or a private note of staff."""

    __tablename__ = "grievance_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    grievance_id: Mapped[int] = mapped_column(ForeignKey("grievances.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship()


class Questionnaire(Base):
    """What a firm answered to the decent-work questions, by question code; kept as it goes."""

    __tablename__ = "questionnaires"

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    profile: Mapped[Profile] = relationship()
