"""Check-in as it is kept: every scan, and what follows from them for a day or a session."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import ProgrammeItem
from pin_app.registrations.models import Registration

WAYS = ("qr", "code", "name", "paper")
RESULTS = ("in", "again", "unknown", "no_place", "undone")
OF_DAY = text("item_id IS NULL")
OF_ITEM = text("item_id IS NOT NULL")


class Scan(Base):
    """One scan as a device sent it, whatever came of it; `scan_key` is of its making, none counts twice."""

    __tablename__ = "scans"
    __table_args__ = (Index("ix_scans_of", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    scan_key: Mapped[str] = mapped_column(String(64), unique=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    item_id: Mapped[int | None] = mapped_column(ForeignKey("programme_items.id", ondelete="SET NULL"))
    day: Mapped[date]  # in the time zone of the event
    scanned_at: Mapped[datetime]  # by the device's clock, never later than it arrived
    received_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    way: Mapped[str] = mapped_column(String(6))
    result: Mapped[str] = mapped_column(String(10))
    typed: Mapped[str] = mapped_column(String(40), default="", server_default="")  # a code that nobody has

    by: Mapped[User | None] = relationship()
    registration: Mapped[Registration | None] = relationship()
    item: Mapped[ProgrammeItem | None] = relationship()


class CheckIn(Base):
    """A person was there on a day or at a point of the programme; one row each, however often scanned."""

    __tablename__ = "check_ins"
    __table_args__ = (
        Index(
            "uq_check_ins_day", "registration_id", "day",
            unique=True, sqlite_where=OF_DAY, postgresql_where=OF_DAY,
        ),
        Index(
            "uq_check_ins_item", "registration_id", "day", "item_id",
            unique=True, sqlite_where=OF_ITEM, postgresql_where=OF_ITEM,
        ),
        Index("ix_check_ins_counted", "event_id", "day", "item_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme_items.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    first_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    registration: Mapped[Registration] = relationship()
    item: Mapped[ProgrammeItem | None] = relationship()
