"""Facts about this installation as a whole, such as that it holds the demo."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from pin_app.db import Base, db


class SiteFact(Base):
    """One named fact."""

    __tablename__ = "site_facts"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), default="")


def fact(name: str) -> str:
    """Return a fact's value, empty when nobody has stated it."""
    found = db.session.get(SiteFact, name)
    return found.value if found else ""


def state(name: str, value: str) -> None:
    """State a fact."""
    db.session.merge(SiteFact(name=name, value=value))
    db.session.flush()
