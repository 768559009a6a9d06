"""B2B meetings as they are kept: plans, who takes part, wishes, timetables and what came of meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import Event
from pin_app.profiles.models import new_public_id
from pin_app.registrations.models import Registration

WISHES = ("must", "would", "no")
STAGES = ("waiting", "scoring", "solving", "done", "failed")
WORKING = ("waiting", "scoring", "solving")
RUN_STATES = ("draft", "published", "replaced", "rolled_back")
MEETING_STATES = ("planned", "held", "no_show", "cancelled")
STANDING = ("planned", "held")  # states that take the table and two seats
ANSWERS = ("did_not_take_place", "not_of_interest", "informative", "cooperation_possible")
STANDS = text(f"state IN ({', '.join(repr(state) for state in STANDING)})")
WORKS = text(f"stage IN ({', '.join(repr(stage) for stage in WORKING)})")
PUBLISHED = text("state = 'published'")


class MeetingPlan(Base):
    """How the meetings of an event are run; wishes are taken between `opens_at` and `closes_at`."""

    __tablename__ = "meeting_plans"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint("most >= 1", name="most_is_one_at_least"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(default=20)
    break_minutes: Mapped[int] = mapped_column(default=5)
    most: Mapped[int] = mapped_column(default=8)  # meetings of one person
    feedback: Mapped[bool] = mapped_column(default=True)
    laid_for: Mapped[datetime | None]  # the start of the event for which its slots were laid
    invited_at: Mapped[datetime | None]  # to say their wishes
    feedback_asked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()


class MeetingSlot(Base):
    """A time at which meetings take place, all tables at once."""

    __tablename__ = "meeting_slots"
    __table_args__ = (
        UniqueConstraint("event_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class MeetingTable(Base):
    """A table, or a place where two sides can sit, by its name on the sign."""

    __tablename__ = "meeting_tables"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(60))


class MeetingParticipant(Base):
    """What a registered person said about meetings; who said nothing takes no part."""

    __tablename__ = "meeting_participants"
    __table_args__ = (Index("ix_meeting_participants_of", "event_id", "takes_part"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    takes_part: Mapped[bool] = mapped_column(default=False)
    most: Mapped[int | None]  # fewer meetings than the plan allows
    changed_at: Mapped[datetime] = mapped_column(default=now)
    feedback_asked_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()


class MeetingAbsence(Base):
    """A slot in which somebody has no time."""

    __tablename__ = "meeting_absences"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    slot_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_slots.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class MeetingWish(Base):
    """Whether one participant wants to meet another; the other never reads it."""

    __tablename__ = "meeting_wishes"
    __table_args__ = (
        UniqueConstraint("registration_id", "other_id"),
        Index("ix_meeting_wishes_other", "other_id"),
        CheckConstraint("registration_id <> other_id", name="not_oneself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    wish: Mapped[str] = mapped_column(String(6))
    at: Mapped[datetime] = mapped_column(default=now)


class MeetingScore(Base):
    """How well two participants fit by their profiles, in [0, 1]; pairs that do not fit have no row."""

    __tablename__ = "meeting_scores"
    __table_args__ = (CheckConstraint("low_id < high_id", name="two_sides_in_order"),)

    low_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    high_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float] = mapped_column(Float)


class MeetingRun(Base):
    """One timetable: how it was made, how good it is, and whether people go by it.

    `report` holds what is explained in words: musts without a meeting and people with empty places, by code.
    An event has one published timetable at most, and one at a time is being made.
    """

    __tablename__ = "meeting_runs"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        Index(
            "uq_meeting_runs_published", "event_id",
            unique=True, sqlite_where=PUBLISHED, postgresql_where=PUBLISHED,
        ),
        Index("uq_meeting_runs_working", "event_id", unique=True, sqlite_where=WORKS, postgresql_where=WORKS),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="draft")
    stage: Mapped[str] = mapped_column(String(10), default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)  # when the job last told how far it is
    finished_at: Mapped[datetime | None]
    seconds: Mapped[float | None] = mapped_column(Float)
    value: Mapped[float | None] = mapped_column(Float)
    bound: Mapped[float | None] = mapped_column(Float)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    error: Mapped[str] = mapped_column(String(300), default="")
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_runs.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]

    made_by: Mapped[User | None] = relationship()


class Meeting(Base):
    """Two participants at a table in a slot of a timetable. The store refuses two at one table."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("id", "run_id", "slot_id"),  # what seats point at
        Index(
            "uq_meetings_table", "run_id", "slot_id", "table_id",
            unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
        ),
        Index(
            "uq_meetings_pair", "run_id", "first_id", "second_id",
            unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
        ),
        Index("ix_meetings_first", "first_id"),
        Index("ix_meetings_second", "second_id"),
        CheckConstraint("first_id < second_id", name="two_sides_in_order"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    run_id: Mapped[int] = mapped_column(ForeignKey("meeting_runs.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("meeting_slots.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("meeting_tables.id", ondelete="CASCADE"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(10), default="planned")
    locked: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)
    value: Mapped[float] = mapped_column(Float, default=0.0)
    absent_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="SET NULL"), index=True
    )  # who did not come
    changed_at: Mapped[datetime] = mapped_column(default=now)

    run: Mapped[MeetingRun] = relationship()
    slot: Mapped[MeetingSlot] = relationship()
    table: Mapped[MeetingTable] = relationship()
    first: Mapped[Registration] = relationship(foreign_keys=[first_id])
    second: Mapped[Registration] = relationship(foreign_keys=[second_id])


class MeetingSeat(Base):
    """That a person sits somewhere in a slot: nobody has two seats at once, whoever writes them.

    Two for each meeting that stands, none for one that was called off; a seat is in the slot of its meeting.
    """

    __tablename__ = "meeting_seats"
    __table_args__ = (
        ForeignKeyConstraint(
            ["meeting_id", "run_id", "slot_id"], ["meetings.id", "meetings.run_id", "meetings.slot_id"],
            ondelete="CASCADE",
        ),
        Index("ix_meeting_seats_meeting", "meeting_id"),
        Index("ix_meeting_seats_registration", "registration_id"),
    )  # fmt: skip

    run_id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    meeting_id: Mapped[int]


class MeetingFeedback(Base):
    """What one side says of a meeting; the other side never reads it."""

    __tablename__ = "meeting_feedback"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    answer: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")  # for staff
    channel: Mapped[str] = mapped_column(String(10), default="page")
    at: Mapped[datetime] = mapped_column(default=now)
