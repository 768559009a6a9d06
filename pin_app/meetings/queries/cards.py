"""What a participant reads of the others: who they are, what they offer and look for, how well it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from pin_app.db import db
from pin_app.matches import cards as match_cards
from pin_app.matches.cards import Shown
from pin_app.matches.models import Suggestion
from pin_app.matches.queries import Card, Partner
from pin_app.meetings.facts import FIT
from pin_app.meetings.models import MeetingScore
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.policies import is_public
from pin_app.profiles.queries import statements_of_many
from pin_app.registrations.models import Registration

MOST_STATEMENTS = 4


class Other(NamedTuple):
    """Somebody whom one may meet: never a way to reach this person."""

    registration: Registration
    profile: Profile | None
    statements: list[Statement]
    score: float
    match: Shown | None
    wish: str


def cards(registration: Registration, some: Sequence[Registration], wishes: Mapping[int, str]) -> list[Other]:
    """Return what is shown of some others, in a number of queries that does not grow with them."""
    profiles = {one.profile_id: one.profile for one in some if one.profile and is_public(one.profile)}
    stated = statements_of_many(number for number in profiles if number)
    scores = _scores(registration.id, [one.id for one in some])
    matches = _matches(registration.profile_id, [one for one in profiles.values() if one])
    return [
        Other(
            one,
            profiles.get(one.profile_id),
            stated.get(one.profile_id or 0, [])[:MOST_STATEMENTS] if one.profile_id in profiles else [],
            score if (score := scores.get(one.id, 0.0)) >= FIT else 0.0,
            matches.get(one.profile_id or 0),
            wishes.get(one.id, ""),
        )
        for one in some
    ]


def _scores(mine: int, ids: Sequence[int]) -> dict[int, float]:
    low, high = MeetingScore.low_id, MeetingScore.high_id
    pair = or_(and_(low == mine, high.in_(ids)), and_(high == mine, low.in_(ids)))
    rows = db.session.execute(select(low, high, MeetingScore.score).where(pair))
    return {(second if first == mine else first): score for first, second, score in rows}


def _matches(mine: int | None, profiles: Sequence[Profile]) -> dict[int, Shown]:
    """Reasons from the suggestions that stand; the better purpose of each pair."""
    if mine is None or not profiles:
        return {}
    known = {one.id: one for one in profiles if one.matchable}
    wanted = select(Suggestion).where(Suggestion.profile_id == mine, Suggestion.partner_id.in_(known))
    rows = db.session.scalars(wanted.order_by(Suggestion.score, Suggestion.id)).all()
    best = {row.partner_id: row for row in rows}
    shown = match_cards.present([_card(row, known[row.partner_id]) for row in best.values()])
    return {one.partner.id: one for one in shown}


def _card(row: Suggestion, profile: Profile) -> Card:
    names = ("id", "public_id", "kind", "name", "country", "region", "city")
    return Card(Partner(*(getattr(profile, name) for name in names)), row.score, row.reasons)
