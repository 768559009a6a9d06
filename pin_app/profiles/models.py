"""Profiles as they are kept: the party, its statements, terms, numbers and people."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now

KINDS = ("diaspora_entrepreneur", "pakistani_firm", "italian_firm", "investor", "association", "institution")
STATES = ("draft", "submitted", "published", "changes_requested", "withdrawn")
DIRECTIONS = ("offer", "need")
STATEMENT_STATES = ("open", "waiting", "met", "withdrawn", "expired")  # waiting: not read by staff yet
OFFER_INTENTS = ("sell", "distribute", "partner", "technology", "skills", "mentor", "invest")
NEED_INTENTS = ("buy", "be_distributed", "partner", "technology", "skills", "be_mentored", "seek_investment")
TEXT_LANGUAGES = ("en", "it", "ur", "ur-Latn")
INSTRUMENTS = (
    "equity", "loan", "qard_hasan", "musharakah", "mudarabah", "murabaha", "ijara",
    "joint_venture", "in_kind", "skills",
)  # fmt: skip
HORIZONS = ("year", "three_years", "seven_years", "longer")
STAGES = ("idea", "starting", "running", "growing")
ANSWERS = ("yes", "no")


def new_public_id() -> str:
    """Return an unguessable name for a profile's address, 64 bits in base 32 letters."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(13))


class Profile(Base):
    """One party of the network. Contact fields are never public; `listed` and `matchable` follow consent."""

    __tablename__ = "profiles"
    __table_args__ = (
        CheckConstraint("employees IS NULL OR employees >= 0", name="employees_not_negative"),
        Index("ix_profiles_shown", "state", "listed"),
        Index("ix_profiles_matched", "state", "matchable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    external_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    name: Mapped[str] = mapped_column(String(200), default="")
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")  # E.164, always text
    whatsapp_ok: Mapped[bool] = mapped_column(default=False)
    preferred_language: Mapped[str] = mapped_column(String(8), default="en")
    country: Mapped[str] = mapped_column(String(2), default="")
    region: Mapped[str] = mapped_column(String(10), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    home_district: Mapped[str] = mapped_column(String(80), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)  # NACE Rev. 2 codes, most important first
    employees: Mapped[int | None]
    founded: Mapped[int | None]
    women_led: Mapped[bool | None]
    capacity: Mapped[int | None]  # introductions a month that the party can answer
    listed: Mapped[bool] = mapped_column(default=False)
    matchable: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]

    owner: Mapped[User | None] = relationship()


class ProfileMember(Base):
    """A person who may act for a profile beside its owner."""

    __tablename__ = "profile_members"
    __table_args__ = (UniqueConstraint("profile_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)

    profile: Mapped[Profile] = relationship()
    user: Mapped[User] = relationship()


class Statement(Base):
    """One offer or need in its owner's words; `language` is None while nobody has said or found it."""

    __tablename__ = "statements"
    __table_args__ = (Index("ix_statements_of", "profile_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    direction: Mapped[str] = mapped_column(String(5))
    intent: Mapped[str | None] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(8))
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[str] = mapped_column(String(10), default="open")
    position: Mapped[int] = mapped_column(default=0)
    expires_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    profile: Mapped[Profile] = relationship()


class InvestmentTerms(Base):
    """What a party would invest, or seeks: amounts in whole EUR, at most one row a profile."""

    __tablename__ = "investment_terms"

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    direction: Mapped[str] = mapped_column(String(6))  # invest or seek
    min_eur: Mapped[int | None]
    max_eur: Mapped[int | None]
    instruments: Mapped[list[str]] = mapped_column(JSON, default=list)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    districts: Mapped[list[str]] = mapped_column(JSON, default=list)
    purpose: Mapped[str] = mapped_column(Text, default="")
    jobs_expected: Mapped[int | None]
    horizon: Mapped[str] = mapped_column(String(12), default="", server_default="")
    co_invest: Mapped[str] = mapped_column(String(3), default="", server_default="")  # yes, no or not said
    stage: Mapped[str] = mapped_column(String(12), default="", server_default="")  # of who seeks

    profile: Mapped[Profile] = relationship()


class Identifier(Base):
    """A registration number by scheme, such as it.vat or pk.ntn; checked for form, not for truth."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("profile_id", "scheme"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    scheme: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(40), index=True)

    profile: Mapped[Profile] = relationship()


class Review(Base):
    """What staff decided on a submitted profile, with reason codes."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decision: Mapped[str] = mapped_column(String(20))  # published or changes_requested
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    of_changes: Mapped[bool] = mapped_column(default=False, server_default=false())
    seen: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # the version that was judged, see versions.py
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime] = mapped_column(default=now, index=True)

    profile: Mapped[Profile] = relationship()
    by: Mapped[User | None] = relationship()


class PendingChanges(Base):
    """What an owner has changed of a published profile and staff have not read: new values by name.

    The profile's own rows stay as they were read, so nobody else can come upon these. A new offer or need is
    a statement in the state `waiting`; `statements` holds changed values of older ones, by their number.
    """

    __tablename__ = "pending_changes"
    __table_args__ = (Index("ix_pending_changes_queue", "state", "submitted_at"),)

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10), default="waiting")  # or returned
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    statements: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    terms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    submitted_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    profile: Mapped[Profile] = relationship()
    by: Mapped[User | None] = relationship()


class PartyVerdict(Base):
    """What staff said of two profiles that looked alike: the same party, or two."""

    __tablename__ = "party_verdicts"
    __table_args__ = (
        UniqueConstraint("low_id", "high_id"),
        CheckConstraint("low_id < high_id", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"))
    high_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    is_same: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()


class PartyKey(Base):
    """A key that two profiles of one party would share: a number, a phone, the sound of a name."""

    __tablename__ = "party_keys"
    __table_args__ = (Index("ix_party_keys_profile", "profile_id"),)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)


class PartyKeyed(Base):
    """When the keys of a profile were last made; older than the profile means they are to be made anew."""

    __tablename__ = "party_keyed"

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
