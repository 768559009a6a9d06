"""What the first page tells: figures for visitors, what is next for people who are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.directory import queries as directory
from pin_app.matches.models import PURPOSES, MatchState, Suggestion
from pin_app.profiles import queries as profiles
from pin_app.profiles import reviews
from pin_app.profiles.completeness import Completeness
from pin_app.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Standing:
    """One profile of a person: how far along, whether compared yet, and its suggestions by purpose."""

    profile: Profile
    completeness: Completeness
    compared: bool
    suggestions: dict[str, int]
    changes: str = ""  # of a published profile: waiting for staff, or returned by them

    @property
    def suggested(self) -> int:
        """How many suggestions there are for all purposes together."""
        return sum(self.suggestions.values())


def figures() -> dict[str, int]:
    """How many profiles of each kind the directory shows; kinds without any are left out."""
    return directory.counts_by_kind()


def standings(user: User) -> list[Standing]:
    """Return the profiles for which a person speaks, in a fixed number of queries."""
    mine = profiles.of(user)
    ids = [profile.id for profile in mine]
    complete, compared, suggested = profiles.completeness_of_many(mine), _compared(ids), _suggestions(ids)
    waits = {number: row.state for number, row in profiles.pending_of_many(ids).items()}
    return [
        Standing(p, complete[p.id], p.id in compared, suggested.get(p.id, {}), waits.get(p.id, ""))
        for p in mine
    ]


def waiting_reviews() -> int:
    """How many profiles wait for the check by staff."""
    return reviews.count()


def _compared(ids: Sequence[int]) -> set[int]:
    return set(db.session.scalars(select(MatchState.profile_id).where(MatchState.profile_id.in_(ids))))


def _suggestions(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    counted = select(Suggestion.profile_id, Suggestion.purpose, func.count())
    rows = db.session.execute(
        counted.where(Suggestion.profile_id.in_(ids), Suggestion.purpose.in_(PURPOSES)).group_by(
            Suggestion.profile_id, Suggestion.purpose
        )
    )
    found: dict[int, dict[str, int]] = {}
    for number, purpose, count in rows:
        found.setdefault(number, {})[purpose] = count
    return found
