"""Grievances as they come back: by the sender's code, as a queue for staff, with their messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.accounts.models import User
from pin_app.claims.models import Grievance, GrievanceMessage
from pin_app.db import db
from pin_app.profiles.models import Profile, ProfileMember

PER_PAGE = 25
OPEN = ("new", "open")
FOR_SENDER = ("answer", "addition")


def by_digest(digest: str) -> Grievance | None:
    """Return the grievance of a code's digest."""
    return db.session.scalar(select(Grievance).where(Grievance.receipt_digest == digest))


def one(number: int, reader: User) -> Grievance | None:
    """Return one grievance for a reader among the staff."""
    return db.session.scalar(select(Grievance).where(Grievance.id == number, _not_about(reader)))


def queue(states: Sequence[str], reader: User, page: int = 1) -> Pagination:
    """Return a page of grievances in some states, the oldest first."""
    wanted = select(Grievance).where(Grievance.state.in_(states), _not_about(reader))
    wanted = wanted.options(joinedload(Grievance.profile)).order_by(Grievance.created_at, Grievance.id)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def messages_of(grievance: Grievance, kinds: Sequence[str] = ()) -> Sequence[GrievanceMessage]:
    """Return the messages of a grievance in order; all kinds unless some are named."""
    wanted = select(GrievanceMessage).where(GrievanceMessage.grievance_id == grievance.id)
    wanted = wanted.where(GrievanceMessage.kind.in_(kinds)) if kinds else wanted
    return db.session.scalars(
        wanted.options(joinedload(GrievanceMessage.by)).order_by(GrievanceMessage.id)
    ).all()


def count_open(profile: Profile, reader: User) -> int:
    """How many open grievances name a firm, for a reader among the staff."""
    named = (Grievance.profile_id == profile.id, Grievance.state.in_(OPEN), _not_about(reader))
    return db.session.scalar(select(func.count()).select_from(Grievance).where(*named)) or 0


def count_new(reader: User) -> int:
    """How many grievances nobody has begun to look into."""
    waiting = select(func.count()).select_from(Grievance)
    return db.session.scalar(waiting.where(Grievance.state == "new", _not_about(reader))) or 0


def closed_before(moment: datetime) -> Sequence[Grievance]:
    """Return grievances that were closed before a moment."""
    return db.session.scalars(select(Grievance).where(Grievance.closed_at < moment)).all()


def _not_about(reader: User) -> ColumnElement[bool]:
    """Whoever acts for a firm never reads what is said about it, not even as staff."""
    owned = select(Profile.id).where(Profile.owner_id == reader.id)
    acts = select(ProfileMember.profile_id).where(ProfileMember.user_id == reader.id)
    mine = or_(Grievance.profile_id.in_(owned), Grievance.profile_id.in_(acts))
    return or_(Grievance.profile_id.is_(None), ~mine)
