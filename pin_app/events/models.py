"""Events as they are kept: the event, its organisers, its programme and its questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.profiles.models import new_public_id
from pin_app.security import new_secret

KINDS = ("seminar", "b2b_day", "training", "webinar", "study_visit")
STATES = ("draft", "published", "cancelled")
TIME_ZONES = ("Europe/Rome", "Asia/Karachi")
QUESTION_KINDS = ("text", "long_text", "yes_no", "one_of", "several_of", "number", "date", "consent")
PURPOSES = ("partner_list", "sensitive", "whatsapp", "photos", "other")  # of a consent


class Event(Base):
    """One event. Texts in several languages are `{"en": …}`; `language` is always filled."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_not_negative"),
        Index("ix_events_coming", "state", "listed", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="draft")
    language: Mapped[str] = mapped_column(String(8), default="en")
    titles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    summaries: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    descriptions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/Rome")
    venue: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    region: Mapped[str] = mapped_column(String(10), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    online_url: Mapped[str] = mapped_column(String(500), default="")  # for those who have a place only
    capacity: Mapped[int | None]
    waiting_list: Mapped[bool] = mapped_column(default=True)
    offer_hours: Mapped[int] = mapped_column(default=48)  # how long an offered place waits for an answer
    opens_at: Mapped[datetime | None]  # registration
    closes_at: Mapped[datetime | None]  # registration; None: at the start
    members_only: Mapped[bool] = mapped_column(default=False)
    listed: Mapped[bool] = mapped_column(default=True)  # else for who has the address
    sequence: Mapped[int] = mapped_column(default=0)  # of the calendar entry, up with each change
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_note: Mapped[str] = mapped_column(Text, default="")  # told to those who registered
    demo: Mapped[bool] = mapped_column(default=False)
    # Who takes part may thereby tell of a union or a belief: shown and handed on only with a consent for it.
    sensitive: Mapped[bool] = mapped_column(default=False, server_default=false())

    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])


class EventOrganiser(Base):
    """One person who runs an event; what others organise is not theirs to see."""

    __tablename__ = "event_organisers"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    may_export: Mapped[bool] = mapped_column(default=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    event: Mapped[Event] = relationship()


class ProgrammeItem(Base):
    """One point of the programme; where `check_in` is set, who was there is recorded for it as well."""

    __tablename__ = "programme_items"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_programme_items_of", "event_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    titles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    speaker: Mapped[str] = mapped_column(String(200), default="")
    room: Mapped[str] = mapped_column(String(120), default="")
    check_in: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()


class Question(Base):
    """One question of the form. One that was answered is retired, not deleted, so that no answer is lost.

    `options` is `[{"key": "a", "labels": {"en": …}}]` for one_of and several_of. `sensitive` (diet, access,
    gender) stays out of lists unless asked for. A consent keeps its words with each yes.
    """

    __tablename__ = "event_questions"
    __table_args__ = (Index("ix_event_questions_of", "event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(12))
    labels: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    hints: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    required: Mapped[bool] = mapped_column(default=False)
    sensitive: Mapped[bool] = mapped_column(default=False)
    purpose: Mapped[str] = mapped_column(String(20), default="")  # of a consent
    retired_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


class CalendarFeed(Base):
    """The secret address under which a person's own calendar is fetched; shown again, so kept as it is."""

    __tablename__ = "calendar_feeds"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_secret)
    made_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship()
