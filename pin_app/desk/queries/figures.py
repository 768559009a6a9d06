"""What waits for staff today, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from pin_app.access import RANKS
from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import WAITING
from pin_app.outcomes import queries as outcomes
from pin_app.profiles import reviews

SOON = timedelta(days=2)


def waiting() -> dict[str, int]:
    """How many reviews, requests, answers and follow-ups wait, by name of the figure."""
    counted = {"requests": is_request(), "due": is_due(), "second": Introduction.state == "second_asked"}
    names = [func.count().filter(condition).label(name) for name, condition in counted.items()]
    row = db.session.execute(select(*names).where(_open())).one()
    follow_ups = sum(outcomes.waiting(now()).values())
    return {"reviews": reviews.count(), "follow_ups": follow_ups, **row._mapping}


def is_request() -> ColumnElement[bool]:
    """A member has asked for it and staff have not decided, nor put it off."""
    put_off = and_(Introduction.postponed_until.is_not(None), Introduction.postponed_until > now())
    return and_(Introduction.state == "suggested", Introduction.origin == "member", ~put_off)


def is_due() -> ColumnElement[bool]:
    """A question whose time runs out within two days."""
    return and_(Introduction.state.in_(WAITING), Introduction.expires_at < now() + SOON)


def colleagues() -> Sequence[User]:
    """Return everybody who works at the desk, by name."""
    roles = [role for role, rank in RANKS.items() if rank >= RANKS["staff"]]
    staff = select(User).where(User.role.in_(roles), User.active)
    return db.session.scalars(staff.order_by(User.name, User.id)).all()


def _open() -> ColumnElement[bool]:
    return or_(Introduction.state == "suggested", Introduction.state.in_(WAITING))
