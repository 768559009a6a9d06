"""What comes back of the learning: answers, lists that were shown, orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from pin_app.db import db
from pin_app.matches.learning.engine import Example, Positions, label, still_needed
from pin_app.matches.learning.models import LearnedOrder, MatchAnswer, MatchImpression
from pin_app.matches.models import PURPOSES, MatchRun, Suggestion
from pin_app.profiles.models import Profile

MOST_LISTS = 20_000  # newest lists from which it is learned how far down people look
LONGEST_LIST = 10


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many answers there are for a purpose, and how many of what are still needed."""

    wanted: int
    unwanted: int
    neither: int
    people: int
    needed: dict[str, int]


def answer_of(profile: Profile, partner: Profile, purpose: str) -> MatchAnswer | None:
    """Return the last word of one side on a partner."""
    mine = (MatchAnswer.profile_id == profile.id, MatchAnswer.partner_id == partner.id)
    return db.session.scalar(select(MatchAnswer).where(*mine, MatchAnswer.purpose == purpose))


def last_shown(profile_id: int, purpose: str) -> MatchImpression | None:
    """Return the list that was shown last."""
    wanted = select(MatchImpression).where(
        MatchImpression.profile_id == profile_id, MatchImpression.purpose == purpose
    )
    newest = (MatchImpression.last_at.desc(), MatchImpression.id.desc())
    return db.session.scalar(wanted.order_by(*newest).limit(1))


def suggestions_of(profile_id: int, purpose: str, partner_ids: Sequence[int]) -> dict[int, Suggestion]:
    """Return the suggestions of some partners to a profile, by partner."""
    mine = (Suggestion.profile_id == profile_id, Suggestion.purpose == purpose)
    rows = db.session.scalars(select(Suggestion).where(*mine, Suggestion.partner_id.in_(partner_ids)))
    return {row.partner_id: row for row in rows}


def examples(purpose: str) -> list[Example]:
    """Return the answers of a purpose that say something of the fit, in the order in which they came."""
    said = select(MatchAnswer, Profile.owner_id).join(Profile, Profile.id == MatchAnswer.profile_id)
    willing = said.where(MatchAnswer.purpose == purpose, Profile.matchable.is_(True))
    rows = db.session.execute(willing.order_by(MatchAnswer.id))
    found = ((answer, owner, label(answer.answer, answer.reason)) for answer, owner in rows)
    return [
        Example(_person(answer, owner), wanted, answer.shown_rank, answer.features)
        for answer, owner, wanted in found
        if wanted is not None and answer.features is not None
    ]


def gathered(purpose: str) -> Gathered:
    """Return how many answers there are, and how many are still needed before something is learned."""
    known = examples(purpose)
    labels = [one.wanted for one in known]
    people = {one.person for one in known}
    every = select(func.count()).select_from(MatchAnswer).where(MatchAnswer.purpose == purpose)
    total = db.session.execute(every).scalar_one()
    needed = still_needed(labels, [one.person for one in known])
    return Gathered(sum(labels), len(labels) - sum(labels), total - len(labels), len(people), needed)


def positions(purpose: str) -> Positions:
    """Return how often each place was shown, a list once a day, and how often what stood there was judged."""
    shown: Counter[int] = Counter()
    lists = select(MatchImpression.shown, MatchImpression.days).where(MatchImpression.purpose == purpose)
    for places, days in db.session.execute(lists.order_by(MatchImpression.id.desc()).limit(MOST_LISTS)):
        for rank in range(1, len(places) + 1):
            shown[rank] += days
    judged = select(MatchAnswer.shown_rank, func.count()).where(MatchAnswer.purpose == purpose)
    said = {
        rank: count for rank, count in db.session.execute(judged.group_by(MatchAnswer.shown_rank)) if rank
    }
    ranks = range(1, LONGEST_LIST + 1)
    return [max(shown[rank], said.get(rank, 0)) for rank in ranks], [said.get(rank, 0) for rank in ranks]


def newest(purpose: str) -> LearnedOrder | None:
    """Return the order that was learned last."""
    wanted = select(LearnedOrder).where(LearnedOrder.purpose == purpose)
    return db.session.scalar(wanted.order_by(LearnedOrder.id.desc()).limit(1))


def serving(purpose: str) -> LearnedOrder | None:
    """Return the order that staff have switched on."""
    wanted = select(LearnedOrder).where(LearnedOrder.purpose == purpose, LearnedOrder.serves.is_(True))
    return db.session.scalar(wanted.order_by(LearnedOrder.id.desc()).limit(1))


def serving_models() -> dict[str, Mapping[str, Any]]:
    """Return by purpose what the orders that serve have learned."""
    rows = db.session.scalars(
        select(LearnedOrder).where(LearnedOrder.serves.is_(True)).order_by(LearnedOrder.id)
    )
    return {row.purpose: row.model for row in rows}


def last_done(purpose: str) -> MatchRun | None:
    """Return the last run for everybody that came to its end."""
    wanted = select(MatchRun).where(MatchRun.purpose == purpose, MatchRun.stage == "done")
    return db.session.scalar(wanted.order_by(MatchRun.id.desc()).limit(1))


def standing() -> dict[str, tuple[Gathered, LearnedOrder | None, LearnedOrder | None, MatchRun | None]]:
    """Return by purpose what was gathered, the newest order, the one that serves, and the last run."""
    return {p: (gathered(p), newest(p), serving(p), last_done(p)) for p in PURPOSES}


def _person(answer: MatchAnswer, owner: int | None) -> str:
    return f"user {owner}" if owner else f"profile {answer.profile_id}"
