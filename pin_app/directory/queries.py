"""What the directory gives back: a page of found profiles, how many there are, and what one can choose."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import load_only

from pin_app import search
from pin_app.db import db, now
from pin_app.directory.models import DirectoryEntry, DirectoryFacet
from pin_app.profiles.models import Profile, Statement

PER_PAGE = 25
MOST_COUNTED = 1_000
COUNTS_SECONDS = 60
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks the directory: words, values by facet, an order, and which page."""

    words: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    order: str = "newest"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of profiles with their open statements; `total` is counted up to a bound."""

    profiles: Sequence[Profile]
    statements: dict[int, list[Statement]]
    total: int
    page: int
    every_word: bool = True

    @property
    def pages(self) -> int:
        """How many pages can be leafed through."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.total >= MOST_COUNTED


def is_shown() -> tuple[ColumnElement[bool], ...]:
    """Conditions under which everybody may see a profile."""
    return Profile.state == "published", Profile.listed.is_(True)


def find(wanted: Wanted) -> Found:
    """Return a page of what was asked for; where no profile has all words, those with some of them."""
    asked = search.asked_words(wanted.words)
    total, every = _total(wanted, asked, True), True
    if not total and len(asked) > 1:
        total, every = _total(wanted, asked, False), False
    page = min(wanted.page, max(1, -(-total // PER_PAGE)))
    ids = _ids(wanted, asked, every, page) if total else []
    profiles = _profiles(ids)
    return Found(profiles, open_statements(ids), total, page, every)


def counts() -> dict[str, dict[str, int]]:
    """How many shown profiles have each value, by facet; counted once a minute in each process."""
    return _kept("counts", _counted)


def counts_by_kind() -> dict[str, int]:
    """How many profiles of each kind the directory shows."""
    return counts().get("kind", {})


def forget_counts() -> None:
    """Count anew at the next question."""
    current_app.extensions.pop("pin.directory", None)


def open_statements(profile_ids: Sequence[int]) -> dict[int, list[Statement]]:
    """Return the offers and needs that stand today, in their owners' order, by profile."""
    alive = (Statement.expires_on.is_(None)) | (Statement.expires_on >= now().date())
    rows = db.session.scalars(
        select(Statement)
        .where(Statement.profile_id.in_(profile_ids), Statement.state == "open", alive)
        .order_by(Statement.profile_id, Statement.position)
    )
    found: dict[int, list[Statement]] = {}
    for row in rows:
        found.setdefault(row.profile_id, []).append(row)
    return found


def lately_expired(within: timedelta) -> list[int]:
    """Return the shown profiles with a statement whose last day is over, not longer ago than this."""
    today = now().date()
    over = Statement.expires_on.between(today - within, today - timedelta(days=1))
    statement = select(Statement.profile_id).join(
        DirectoryEntry, DirectoryEntry.profile_id == Statement.profile_id
    )
    return list(db.session.scalars(statement.where(over).distinct()))


def _total(wanted: Wanted, asked: Sequence[str], every: bool) -> int:
    if wanted.words and not asked:
        return 0  # something was typed, but no word
    some = _matching(select(DirectoryEntry.profile_id), wanted, asked, every).limit(MOST_COUNTED).subquery()
    return db.session.execute(select(func.count()).select_from(some)).scalar_one()


def _ids(wanted: Wanted, asked: Sequence[str], every: bool, page: int) -> list[int]:
    statement = _matching(select(DirectoryEntry.profile_id), wanted, asked, every, ordered=True)
    return list(db.session.scalars(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))


def _matching(
    statement: Select[tuple[int]], wanted: Wanted, asked: Sequence[str], every: bool, ordered: bool = False
) -> Select[tuple[int]]:
    order: tuple[Any, ...] = _ORDERS.get(wanted.order, _ORDERS["newest"])
    if asked:
        hits = search.hits("directory_search", asked, every)
        statement = statement.join(hits, hits.c.id == DirectoryEntry.profile_id)
        order = (hits.c.distance, DirectoryEntry.profile_id) if wanted.order == "relevance" else order
    statement = statement.where(*(_has(facet, value) for facet, value in wanted.facets.items()))
    return statement.order_by(*order) if ordered else statement


_ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": (DirectoryEntry.published_at.desc(), DirectoryEntry.profile_id.desc()),
    "name": (DirectoryEntry.name_key, DirectoryEntry.profile_id),
}


def _has(facet: str, value: str) -> ColumnElement[bool]:
    mine = and_(
        DirectoryFacet.facet == facet,
        DirectoryFacet.value == value,
        DirectoryFacet.profile_id == DirectoryEntry.profile_id,
    )
    return exists().where(mine)


def _profiles(ids: Sequence[int]) -> list[Profile]:
    """Load what a card shows; asks once more whether each may be seen."""
    columns = load_only(
        Profile.public_id, Profile.kind, Profile.name, Profile.country, Profile.region, Profile.city,
        Profile.about, Profile.sectors, Profile.languages, Profile.published_at, Profile.preferred_language,
    )  # fmt: skip
    rows = db.session.scalars(select(Profile).where(Profile.id.in_(ids), *is_shown()).options(columns))
    found = {profile.id: profile for profile in rows}
    return [found[number] for number in ids if number in found]


def _counted() -> dict[str, dict[str, int]]:
    rows = db.session.execute(
        select(DirectoryFacet.facet, DirectoryFacet.value, func.count()).group_by(
            DirectoryFacet.facet, DirectoryFacet.value
        )
    )
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in rows:
        found.setdefault(facet, {})[value] = count
    return found


def _kept(name: str, ask: Callable[[], Value]) -> Value:
    """Return what was answered less than a minute ago, else ask; tests see the store as it is."""
    kept: dict[str, tuple[float, Any]] = current_app.extensions.setdefault("pin.directory", {})
    until, value = kept.get(name, (0.0, None))
    if time.monotonic() < until and not current_app.testing:
        return value  # type: ignore[no-any-return]
    value = ask()
    kept[name] = (time.monotonic() + COUNTS_SECONDS, value)
    return value
