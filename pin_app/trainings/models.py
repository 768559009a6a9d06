"""Trainings as they are kept: series, certificates, and what people thought, apart from who they are."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import Event
from pin_app.profiles.models import new_public_id
from pin_app.registrations.models import Registration
from pin_app.security import new_secret

AUDIENCES = ("migrants", "union_leaders", "other")
STATES = ("draft", "published")
UNITS = ("percent", "sessions")  # of the minimum for a certificate
LEARNED = ("yes", "partly", "no")
RECOMMEND = ("yes", "perhaps", "no")
MARKS = (1, 2, 3, 4, 5)
NUMBER_LENGTH = 16
NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
WITHOUT_ROWID = {"sqlite_with_rowid": False}  # else the hidden row number would tell who came first
OF_SERIES = text("event_id IS NULL")
OF_EVENT = text("event_id IS NOT NULL")
STANDS = text("withdrawn_at IS NULL")


def new_number() -> str:
    """Return the number of a certificate: 80 random bits as letters and digits to be read out."""
    letters = "".join(secrets.choice(NUMBER_LETTERS) for _ in range(NUMBER_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, NUMBER_LENGTH, 4))


def new_sheet_id() -> str:
    """Return the name of an answered sheet, 128 random bits, which says nothing about when it came."""
    return secrets.token_hex(16)


class TrainingSeries(Base):
    """A training over one or several dates. Texts are `{"en": …}`; `language` is always filled.

    `minimum` is what a certificate asks for, in percent of the sessions or in sessions; None: there is none.
    Who organises all of its dates runs the series, and while it has none, who made it.
    """

    __tablename__ = "training_series"
    __table_args__ = (
        CheckConstraint("minimum IS NULL OR minimum > 0", name="minimum_is_positive"),
        Index("ix_training_series_shown", "state", "audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    audience: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="draft")
    language: Mapped[str] = mapped_column(String(8), default="en")
    titles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    summaries: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    minimum: Mapped[int | None]
    minimum_unit: Mapped[str] = mapped_column(String(10), default="percent")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(default=False)

    created_by: Mapped[User | None] = relationship()


class SeriesEvent(Base):
    """One date of a series; an event belongs to one series at most, and its start says where it stands."""

    __tablename__ = "training_series_events"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("training_series.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event] = relationship()
    series: Mapped[TrainingSeries] = relationship()


class Certificate(Base):
    """That a person took part: what it says is kept as it was; the name is that of the registration.

    `link_secret` opens the paper for its holder without signing in. One that was withdrawn may stand beside
    the one that was issued in its place.
    """

    __tablename__ = "training_certificates"
    __table_args__ = (
        Index(
            "uq_training_certificates_standing", "series_id", "registration_id",
            unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True, default=new_number)
    link_secret: Mapped[str] = mapped_column(String(64), default=new_secret)
    series_id: Mapped[int] = mapped_column(ForeignKey("training_series.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    titles: Mapped[dict[str, str]] = mapped_column(JSON)
    first_day: Mapped[date]
    last_day: Mapped[date]
    sessions: Mapped[int]  # attended
    of_sessions: Mapped[int]
    minutes: Mapped[int]  # attended
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    issued_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    series: Mapped[TrainingSeries] = relationship()
    registration: Mapped[Registration] = relationship()
    issued_by: Mapped[User | None] = relationship()


class Evaluation(Base):
    """What people are asked about a series or one of its dates; results are read once it is closed."""

    __tablename__ = "evaluations"
    __table_args__ = (
        Index(
            "uq_evaluations_series", "series_id",
            unique=True, sqlite_where=OF_SERIES, postgresql_where=OF_SERIES,
        ),
        Index(
            "uq_evaluations_event", "event_id",
            unique=True, sqlite_where=OF_EVENT, postgresql_where=OF_EVENT,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    series_id: Mapped[int] = mapped_column(ForeignKey("training_series.id", ondelete="CASCADE"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    closes_on: Mapped[date]  # the last day on which answers are taken, in Rome
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    series: Mapped[TrainingSeries] = relationship()
    event: Mapped[Event | None] = relationship()


class EvaluationSheet(Base):
    """A blank sheet that was handed out: the digest of its token, deleted when used. It knows no person."""

    __tablename__ = "evaluation_sheets"
    __table_args__ = (WITHOUT_ROWID,)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"), index=True)


class SheetTaken(Base):
    """That somebody took a blank sheet, so that nobody takes two; not which, not when. Deleted in the end."""

    __tablename__ = "evaluation_sheets_taken"
    __table_args__ = (WITHOUT_ROWID,)

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class EvaluationAnswer(Base):
    """One answered sheet: no person, no token, no time. All are written anew with each one that comes."""

    __tablename__ = "evaluation_answers"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_sheet_id)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"), index=True)
    overall: Mapped[int]
    content: Mapped[int | None]
    trainers: Mapped[int | None]
    useful: Mapped[int | None]
    learned: Mapped[str] = mapped_column(String(8), default="")
    recommend: Mapped[str] = mapped_column(String(8), default="")
    liked: Mapped[str] = mapped_column(Text, default="")
    better: Mapped[str] = mapped_column(Text, default="")
