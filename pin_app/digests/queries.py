"""Who is due, at which pace, and what they have been told already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from pin_app.accounts.models import Consent, User
from pin_app.db import db
from pin_app.digests.models import DEFAULT, Digest, DigestPace, ToldPartner
from pin_app.profiles.models import Profile, ProfileMember

CONSENT = "matching"  # it says that ISCOS may suggest partners


def pace_of(user: User) -> str:
    """Return the pace that a member chose, else the default."""
    chosen = db.session.get(DigestPace, user.id)
    return chosen.pace if chosen else DEFAULT


def due(pace: str, country: str, period: str, most: int) -> Sequence[int]:
    """Return members of a pace whose profile stands in a country and who have no digest of the period."""
    chosen = func.coalesce(DigestPace.pace, DEFAULT)
    wanted = (
        select(User.id)
        .outerjoin(DigestPace, DigestPace.user_id == User.id)
        .where(User.active, User.confirmed_at.is_not(None), User.demo.is_(False), chosen == pace)
        .where(_has_consented(), _acts_for_one(country))
        .where(~exists().where(Digest.user_id == User.id, Digest.period == period))
    )
    return db.session.scalars(wanted.order_by(User.id).limit(most)).all()


def has_digest(user: User, period: str) -> bool:
    """Whether the digest of a period was made."""
    made = select(Digest.id).where(Digest.user_id == user.id, Digest.period == period)
    return db.session.scalar(made) is not None


def told_to(user: User) -> set[tuple[int, int]]:
    """Return which partner was told for which profile."""
    rows = select(ToldPartner.profile_id, ToldPartner.partner_id).where(ToldPartner.user_id == user.id)
    return {(row.profile_id, row.partner_id) for row in db.session.execute(rows)}


def _has_consented() -> Any:
    return exists().where(
        Consent.user_id == User.id, Consent.purpose == CONSENT, Consent.withdrawn_at.is_(None)
    )


def _acts_for_one(country: str) -> Any:
    """Condition that a member owns, or acts for, a profile there that takes part in matching."""
    member = exists().where(ProfileMember.profile_id == Profile.id, ProfileMember.user_id == User.id)
    return exists().where(
        and_(
            Profile.country == country,
            Profile.state == "published",
            Profile.matchable,
            or_(Profile.owner_id == User.id, member),
        )
    )
