"""What comes back of the learning: the last answer, the last list shown, the newest order."""

from __future__ import annotations

from sqlalchemy import select

from pin_app.db import db
from pin_app.matches.learning.models import MatchAnswer, MatchImpression
from pin_app.matches.models import Suggestion
from pin_app.profiles.models import Profile


def answer_of(profile: Profile, partner: Profile, purpose: str) -> MatchAnswer | None:
    """Return the last word of one side on a partner."""
    mine = (MatchAnswer.profile_id == profile.id, MatchAnswer.partner_id == partner.id)
    return db.session.scalar(select(MatchAnswer).where(*mine, MatchAnswer.purpose == purpose))


def last_shown(profile_id: int, purpose: str) -> MatchImpression | None:
    """Return the list that was shown last."""
    wanted = select(MatchImpression).where(
        MatchImpression.profile_id == profile_id, MatchImpression.purpose == purpose
    )
    return db.session.scalar(
        wanted.order_by(MatchImpression.last_at.desc(), MatchImpression.id.desc()).limit(1)
    )


def suggestion_between(profile: Profile, partner: Profile, purpose: str) -> Suggestion | None:
    """Return the suggestion of a partner to a profile."""
    mine = (Suggestion.profile_id == profile.id, Suggestion.partner_id == partner.id)
    return db.session.scalar(select(Suggestion).where(*mine, Suggestion.purpose == purpose))
