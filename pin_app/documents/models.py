"""Documents as they are kept: one row beside one file in the data folder."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.accounts.models import User
from pin_app.db import Base, now


def new_token() -> str:
    """Return an unguessable name for a file and its address, 256 bits."""
    return secrets.token_urlsafe(32)


class Document(Base):
    """One cleaned file; its purpose says whose rule decides who may open it, its subject is a row there."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True, default=new_token)
    name: Mapped[str] = mapped_column(String(120))  # under which it is handed out, with a true ending
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the file as it is kept
    purpose: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()
