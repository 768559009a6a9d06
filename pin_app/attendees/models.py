"""What this room keeps: filters that organisers share, who took which list away, and lists brought in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now
from pin_app.events.models import Event
from pin_app.profiles.models import new_public_id
from pin_app.registrations.models import Registration

WAYS = ("page", "command")
IMPORT_STATES = ("draft", "checking", "checked", "storing", "stored", "undone")
OUTCOMES = ("created", "waiting", "changed", "unchanged", "left_out", "refused")


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


class AttendeeImport(Base):
    """A list that somebody brings in: its bytes, what is in which column, a report, and what came of it.

    `content` is emptied when the list is stored, and the whole row goes when a draft expires. `targets` says
    what each column holds, `options` how the organiser wants it, `facts` how the file was read.
    """

    __tablename__ = "attendee_imports"
    __table_args__ = (Index("ix_attendee_imports_of", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(20), unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(default=1)  # goes up with each check
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    stored_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(String(120), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    head: Mapped[int] = mapped_column(default=0)  # the row of the headings, 1 for the first, 0 for none
    targets: Mapped[list[str]] = mapped_column(JSON, default=list)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    problem: Mapped[str] = mapped_column(String(60), default="")  # a code of what stopped it

    by: Mapped[User | None] = relationship()
    event: Mapped[Event] = relationship()


class AttendeeImportRow(Base):
    """What would become, or became, of one row of a list; `before` and `version` are for taking it back.

    `remarks` are `{"cell": "C14", "code": …, "facts": {…}}`, `changes` `[what, from, to]` in plain values.
    """

    __tablename__ = "attendee_import_rows"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("attendee_imports.id", ondelete="CASCADE"))
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(260), default="")
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    changes: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="SET NULL"), index=True
    )
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=0)  # of the registration, as the import left it
    mail_due: Mapped[bool] = mapped_column(default=False, server_default=false(), index=True)

    registration: Mapped[Registration | None] = relationship()
