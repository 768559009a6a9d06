"""Registrations as they are kept: who comes, the consents that were given, and the mails that went out."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import Event, Question
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile, new_public_id
from pin_app.search import indexed, sortable
from pin_app.security import new_secret

STATES = ("registered", "waiting", "offered", "cancelled")
HOLDING = ("registered", "offered")  # states that take a place
STANDING = ("registered", "waiting", "offered")
SOURCES = ("form", "import", "organiser", "door")
CANCELLED_BY = ("person", "organiser", "expiry", "event")
STANDS = text(f"state IN ({', '.join(repr(state) for state in STANDING)})")
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_reference() -> str:
    """Return eight letters that can be read out and typed at a door; unique within PIN, no secret."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


def _by_number(length: int) -> Any:
    """A text whose letters are compared by number in both stores."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Registration(Base):
    """One person at one event. `answers` is `{question.public_id: value}`, in the order of no form.

    A value is a text, true or false, a number as text, an ISO date, an option's key or a list of keys.
    `name_key` and `email` say who is the same person; `request_key` comes with the form, so that one
    form sent twice is one registration. `phone` is E.164, always text.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "uq_registrations_standing_person", "event_id", "email", "name_key",
            unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
        ),
        UniqueConstraint("event_id", "request_key"),
        Index("ix_registrations_of", "event_id", "state", "id"),
        Index("ix_registrations_waiting", "event_id", "state", "waiting_since"),
        Index("ix_registrations_offers", "state", "offered_until"),
        Index("ix_registrations_names", "event_id", "surname", "given_name", "id"),
        Index("ix_registrations_user", "user_id", "event_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    reference: Mapped[str] = mapped_column(String(12), unique=True, default=new_reference)
    ticket: Mapped[str] = mapped_column(String(64), unique=True, default=new_secret)  # what the QR code holds
    link_secret: Mapped[str] = mapped_column(String(64), default=new_secret)  # of the mailed link
    request_key: Mapped[str] = mapped_column(String(64), default=new_secret)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    surname: Mapped[str] = mapped_column(String(120), default="")
    given_name: Mapped[str] = mapped_column(String(120), default="")
    name_key: Mapped[str] = mapped_column(String(250), default="")  # folded, for finding and for doubles
    name_order: Mapped[str] = mapped_column(_by_number(250), default="", server_default="")  # to sort by
    email: Mapped[str] = mapped_column(String(320), default="")  # canonical
    typed_email: Mapped[str] = mapped_column(String(320), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    whatsapp_ok: Mapped[bool] = mapped_column(default=False)
    organisation: Mapped[str] = mapped_column(String(200), default="")
    organisation_key: Mapped[str] = mapped_column(_by_number(400), default="", server_default="")  # folded
    role: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[str] = mapped_column(String(30), default="")  # as of profiles, empty where not said
    sector: Mapped[str] = mapped_column(String(10), default="")  # NACE Rev. 2
    city: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")  # the organisers' own, in no list unless asked for
    source: Mapped[str] = mapped_column(String(10), default="form")
    version: Mapped[int] = mapped_column(default=1)  # goes up with each change
    registered_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    waiting_since: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    told_time: Mapped[str] = mapped_column(String(80), default="", server_default="")  # as last written
    told_place: Mapped[str] = mapped_column(String(64), default="", server_default="")  # its digest
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str] = mapped_column(String(10), default="")
    forgotten_at: Mapped[datetime | None]  # when name, contact and answers were made anonymous

    event: Mapped[Event] = relationship()
    user: Mapped[User | None] = relationship()
    profile: Mapped[Profile | None] = relationship()

    @validates("name_key")
    def _order_names(self, _column: str, name_key: str) -> str:
        self.name_order = sortable(name_key)
        return name_key

    @validates("organisation")
    def _fold(self, _column: str, organisation: str) -> str:
        self.organisation_key = sortable(indexed([organisation]) or organisation.casefold())[:400]
        return organisation


class RegistrationConsent(Base):
    """One yes to a consent question: the very words, their language, and when it was given and taken back."""

    __tablename__ = "registration_consents"
    __table_args__ = (Index("ix_registration_consents_of", "registration_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("event_questions.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship()


class RegistrationMail(Base):
    """One mail that went to somebody who registered, so that its way can be followed."""

    __tablename__ = "registration_mails"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    mail_id: Mapped[int] = mapped_column(
        ForeignKey("outgoing_mails.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    mail: Mapped[OutgoingMail] = relationship()
