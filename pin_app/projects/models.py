"""Documents that belong to a project."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pin_app.db import Base, now
from pin_app.documents.models import Document
from pin_app.profiles.models import Profile

KINDS = ("plan", "accounts", "quote", "permit", "other")


class ProjectDocument(Base):
    """A document beside a project sheet; members see it once staff have read it."""

    __tablename__ = "project_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    added_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None] = mapped_column(index=True)
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    profile: Mapped[Profile] = relationship()
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
