"""What waits for staff, in a fixed number of questions, and how long it took so far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager

from pin_app.db import db, now
from pin_app.profiles import queries, versions
from pin_app.profiles.models import PendingChanges, Profile, Review, Statement

PER_PAGE = 25
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What staff ask the queue for: only new or only changed profiles, a kind, a country, a language."""

    what: str = ""
    kind: str = ""
    country: str = ""
    language: str = ""
    order: str = ""  # the longest wait first, unless it says "newest"

    @property
    def arguments(self) -> dict[str, Any]:
        """What of it an address has to carry."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in said.items() if value}


class Waiting(NamedTuple):
    """One profile in the queue: since when, what has changed of a published one, how many new statements."""

    profile: Profile
    changes: PendingChanges | None
    since: datetime | None
    added: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue."""

    items: Sequence[Waiting]
    total: int
    page: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, math.ceil(self.total / self.per_page))


class Times(NamedTuple):
    """How long profiles waited for a decision that fell within some days."""

    days: int
    many: int
    median: timedelta | None
    most: timedelta | None  # nine of ten waited no longer


def waiting(wanted: Wanted | None = None, page: int = 1, per_page: int = PER_PAGE) -> Page:
    """Return a page of what waits, the longest wait first."""
    asked = wanted or Wanted()
    total = (
        db.session.scalar(select(func.count()).select_from(_waiting(asked).order_by(None).subquery())) or 0
    )
    last = max(1, math.ceil(total / per_page))
    page = min(max(page, 1), last)
    some = _waiting(asked).limit(per_page).offset((page - 1) * per_page)
    rows = db.session.execute(some.options(contains_eager(Profile.owner))).all()
    return Page(_with_added(rows), total, page, per_page)


def count() -> int:
    """How many profiles wait."""
    return db.session.scalar(select(func.count()).where(Profile.id.in_(_ids()))) or 0


def next_after(profile: Profile, wanted: Wanted) -> Profile | None:
    """Return the profile that comes after one in the queue, the first one after the last."""
    since = _since_of(profile)
    others = _waiting(wanted).where(Profile.id != profile.id).limit(1)
    found: Profile | None = None
    if since is not None:
        newest = wanted.order == "newest"
        beyond = _SINCE.__lt__(since) if newest else _SINCE.__gt__(since)
        further = Profile.id < profile.id if newest else Profile.id > profile.id
        found = db.session.scalar(others.where(or_(beyond, and_(_SINCE.__eq__(since), further))))
    return found or _first(others)


def selected(public_ids: Sequence[str]) -> list[Waiting]:
    """Return those of some profiles that wait, the longest wait first."""
    some = _waiting(Wanted()).where(Profile.public_id.in_(public_ids))
    rows = db.session.execute(some.options(contains_eager(Profile.owner))).all()
    return _with_added(rows)


def before(profile: Profile) -> dict[str, Any] | None:
    """Return what staff saw last: what is published, else what they judged; None where they never did."""
    if profile.state == "published":
        return versions.snapshot(queries.read_version(profile))
    last = queries.last_review_of(profile)
    return last.seen if last else None


def times(days: Sequence[int] = (30, 90)) -> list[Times]:
    """Return how long decisions took that fell within each number of days."""
    moment = now()
    wanted = select(Review.decided_at, Review.submitted_at).where(
        Review.decided_at > moment - timedelta(days=max(days)), Review.submitted_at.is_not(None)
    )
    rows = db.session.execute(wanted).all()
    return [
        _times(many, [done - sent for done, sent in rows if sent and done > moment - timedelta(days=many)])
        for many in days
    ]


def _first(wanted: Any) -> Profile | None:
    found: Profile | None = db.session.scalar(wanted)
    return found


def _times(days: int, waits: list[timedelta]) -> Times:
    ordered = sorted(waits)
    return Times(days, len(ordered), _at(ordered, 0.5), _at(ordered, 0.9))


def _at(ordered: Sequence[timedelta], share: float) -> timedelta | None:
    """Return the smallest wait that this share of all did not exceed."""
    return ordered[math.ceil(len(ordered) * share) - 1] if ordered else None


_SINCE = func.coalesce(
    PendingChanges.submitted_at, Profile.submitted_at, type_=PendingChanges.submitted_at.type
)


def _ids() -> Any:
    """Numbers of what waits; OR over two tables would look at every profile."""
    new = select(Profile.id).where(Profile.state == "submitted")
    return new.union(select(PendingChanges.profile_id).where(PendingChanges.state == "waiting"))


def _waiting(wanted: Wanted) -> Any:
    found: Any = (
        select(Profile, PendingChanges, _SINCE)
        .outerjoin(Profile.owner)
        .outerjoin(PendingChanges, PendingChanges.profile_id == Profile.id)
        .where(Profile.id.in_(_ids()))
    )
    if wanted.what:
        found = found.where((Profile.state == "submitted") == (wanted.what == "new"))
    for name, column in _NARROWED.items():
        if value := getattr(wanted, name):
            found = found.where(column == value)
    order = (_SINCE.desc(), Profile.id.desc()) if wanted.order == "newest" else (_SINCE, Profile.id)
    return found.order_by(*order)


_NARROWED = {"kind": Profile.kind, "country": Profile.country, "language": Profile.preferred_language}


def _since_of(profile: Profile) -> datetime | None:
    changes = queries.pending_of(profile)
    return changes.submitted_at if changes else profile.submitted_at


def _with_added(rows: Sequence[Any]) -> list[Waiting]:
    added = _added([row[0].id for row in rows])
    return [Waiting(row[0], row[1], row[2], added.get(row[0].id, 0)) for row in rows]


def _added(ids: Sequence[int]) -> dict[int, int]:
    unread = select(Statement.profile_id, func.count()).where(
        Statement.profile_id.in_(ids), Statement.state == "waiting"
    )
    rows = db.session.execute(unread.group_by(Statement.profile_id))
    return {row[0]: row[1] for row in rows}
