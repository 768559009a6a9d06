"""Pairs for tests: two profiles of which the engine suggests one to the other."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from pin_app.db import db
from pin_app.desk.models import Pair
from pin_app.desk.services.decisions import Both
from pin_app.matches import services as matches
from pin_app.matches.models import Suggestion
from pin_app.profiles.models import Profile
from tests.factories.introductions import sides


def suggested(mine: Profile, *partners: tuple[Profile, float], purpose: str = "business") -> None:
    """Keep the suggestions of one profile as a job does, in place of those that it had."""
    rows = [
        {
            "partner_id": partner.id, "score": score, "forward": score / 2, "backward": score / 4,
            "reasons": [{"code": "need_meets_offer", "facts": {}}],
        }
        for partner, score in partners
    ]  # fmt: skip
    matches.keep([matches.Computed(mine.id, purpose, "", rows)])
    db.session.commit()


def pair(score: float = 0.8, purpose: str = "business", both: tuple[Profile, Profile] | None = None) -> Both:
    """A committed pair that stands in the first one's list."""
    low, high = both or sides()
    suggested(low, (high, score), purpose=purpose)
    return Both(purpose, *sorted((low, high), key=lambda profile: profile.id))


def kept() -> list[Pair]:
    """All pairs in the order of their numbers."""
    db.session.rollback()
    return list(db.session.scalars(select(Pair).order_by(Pair.purpose, Pair.low_id, Pair.high_id)))


def count(model: type = Suggestion) -> int:
    """How many rows a table has."""
    db.session.rollback()
    return len(db.session.scalars(select(model)).all())


def address(both: Both, act: str = "", **arguments: Any) -> str:
    """The address of a pair's page, or of a decision on it."""
    query = "&".join(f"{name}={value}" for name, value in arguments.items())
    path = f"/desk/{both.purpose}/{both.low.public_id}/{both.high.public_id}"
    return path + (f"/{act}" if act else "") + (f"?{query}" if query else "")
