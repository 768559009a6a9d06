"""What this room keeps: filters that organisers share, and who took which list away for what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import Event
from pin_app.profiles.models import new_public_id

WAYS = ("page", "command")


class AttendeeFilter(Base):
    """A choice of people and columns under a name, for all who organise the event."""

    __tablename__ = "attendee_filters"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # of the list's address
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()
    event: Mapped[Event] = relationship()


class AttendeeExport(Base):
    """One list that was taken away: by whom, as what, with how many people, and what for.

    `by_id` is empty for the command line, and once the account is gone.
    """

    __tablename__ = "attendee_exports"
    __table_args__ = (Index("ix_attendee_exports_of", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    way: Mapped[str] = mapped_column(String(10))
    preset: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(10))  # xlsx, csv-excel, csv or pdf
    language: Mapped[str] = mapped_column(String(8))
    rows: Mapped[int]
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)  # their headings
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the filter
    purpose: Mapped[str] = mapped_column(Text)

    by: Mapped[User | None] = relationship()
    event: Mapped[Event] = relationship()
