"""What a colleague keeps for the own work: views and the last act, which can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.desk.models import Decision, PairEvent, SavedView

UNDO_WITHIN = timedelta(minutes=30)


def views(user: User) -> Sequence[SavedView]:
    """Return a person's saved views by name."""
    return db.session.scalars(
        select(SavedView).where(SavedView.user_id == user.id).order_by(SavedView.name)
    ).all()


def view(user: User, number: int) -> SavedView | None:
    """Return one of a person's saved views; None for those of others."""
    return db.session.scalar(select(SavedView).where(SavedView.id == number, SavedView.user_id == user.id))


def view_called(user: User, name: str) -> SavedView | None:
    """Return the view of this name."""
    return db.session.scalar(select(SavedView).where(SavedView.user_id == user.id, SavedView.name == name))


def count_views(user: User) -> int:
    """How many views a person keeps."""
    return db.session.scalar(select(func.count()).where(SavedView.user_id == user.id)) or 0


def undoable(user: User, number: int) -> tuple[PairEvent, Decision] | None:
    """Return a person's own act by its number while nothing came after it."""
    found = db.session.execute(
        select(PairEvent, Decision)
        .join(Decision, Decision.id == PairEvent.decision_id)
        .where(PairEvent.id == number, PairEvent.by_id == user.id, PairEvent.at > now() - UNDO_WITHIN)
        .where(PairEvent.action.in_(("postponed", "rejected")), PairEvent.version == Decision.version)
    ).one_or_none()
    return (found[0], found[1]) if found else None
