"""The directory's own copy of what can be searched: one row a shown profile, one row a facet value."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pin_app.db import Base


class DirectoryEntry(Base):
    """A published profile as the directory finds and orders it; `words` is folded text."""

    __tablename__ = "directory_entries"
    __table_args__ = (Index("ix_directory_entries_newest", "published_at", "profile_id"),)

    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    words: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]


class DirectoryFacet(Base):
    """One value by which a profile can be narrowed down: kind, country, region, sector, intent, language."""

    __tablename__ = "directory_facets"
    __table_args__ = (Index("ix_directory_facets_profile", "profile_id"),)

    facet: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(30), primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("directory_entries.profile_id", ondelete="CASCADE"), primary_key=True
    )


class DirectoryTopic(Base):
    """What a profile speaks of, in whatever language: a code of the lexicons, and how clearly it is named."""

    __tablename__ = "directory_topics"
    __table_args__ = (Index("ix_directory_topics_profile", "profile_id"),)

    topic: Mapped[str] = mapped_column(String(60), primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("directory_entries.profile_id", ondelete="CASCADE"), primary_key=True
    )
    weight: Mapped[float] = mapped_column(Float)
