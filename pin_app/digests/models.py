"""The pace that a member chose, the digests of each period, and which partners were told to whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pin_app.db import Base, now

PACES = ("weekly", "monthly", "never")
TOPIC = "digest"  # of the mails, by which they are ended
DEFAULT = "weekly"  # within the consent to matching, and ended by one press


class DigestPace(Base):
    """How often a member wants to hear of new partners; no row stands for the default."""

    __tablename__ = "digest_paces"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    pace: Mapped[str] = mapped_column(String(8))
    chosen_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class Digest(Base):
    """One period's digest of a member, also where there was nothing to tell: it is made once."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("user_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    period: Mapped[str] = mapped_column(String(8))  # 2026-W48 or 2026-11
    told: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)


class ToldPartner(Base):
    """A partner that a digest has told a member for one of their profiles; it is not new again."""

    __tablename__ = "told_partners"
    __table_args__ = (UniqueConstraint("user_id", "profile_id", "partner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    told_at: Mapped[datetime] = mapped_column(default=now)
