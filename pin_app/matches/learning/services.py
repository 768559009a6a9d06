"""Noting what people answer and what they were shown."""

from __future__ import annotations

from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.matches.adapter import features_of
from pin_app.matches.learning import queries
from pin_app.matches.learning.models import ANSWERS, MatchAnswer
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import Profile

_STAGE = {
    "accepted": 1,
    "declined": 1,
    "met": 2,
}  # a word on a page does not undo what came of an introduction


def record_answer(profile: Profile, partner: Profile, purpose: str, answer: str, reason: str = "") -> None:
    """Note for the learning what one side answers of a partner; of the same stage the newest word stands.

    `answer` is one of `ANSWERS`: the four words of the page of matches, and what comes of an introduction
    (accepted, declined, met), each noted for the side that gave it. Flushes, never commits.
    """
    if answer not in ANSWERS or purpose not in PURPOSES:
        raise PinError("matches.unknown_verdict")
    hold(profile)
    known = queries.answer_of(profile, partner, purpose)
    if known is not None and _STAGE.get(known.answer, 0) > _STAGE.get(answer, 0):
        return
    noted = known or MatchAnswer(profile_id=profile.id, partner_id=partner.id, purpose=purpose)
    noted.answer, noted.reason, noted.at = answer, reason[:40], now()
    noted.shown_rank, noted.features = _as_shown(profile, partner, purpose, noted)
    db.session.add(noted)
    db.session.flush()


def forget_answer(profile: Profile, partner: Profile, purpose: str) -> None:
    """Forget a word of the page that was taken back; what came of an introduction stays."""
    known = queries.answer_of(profile, partner, purpose)
    if known is not None and known.answer not in _STAGE:
        db.session.delete(known)
        db.session.flush()


def _as_shown(
    profile: Profile, partner: Profile, purpose: str, noted: MatchAnswer
) -> tuple[int | None, list[float] | None]:
    """Rank and features in the list that the person saw, else in the suggestions as they stand."""
    seen = queries.last_shown(profile.id, purpose)
    for number, rank, _score, features in seen.shown if seen else ():
        if number == partner.id:
            return rank, features
    standing = queries.suggestion_between(profile, partner, purpose)
    if standing is None:
        return noted.shown_rank, noted.features
    return standing.rank, features_of(standing)
