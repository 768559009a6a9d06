"""What the directory gives back: a page of found profiles, how many there are, and what one can choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, bindparam, exists, func, select

from pin_app import memory, search
from pin_app.db import db
from pin_app.directory.models import DirectoryEntry, DirectoryFacet
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.queries import is_current

PER_PAGE = 25
MOST_COUNTED = 1_000
COUNTS_SECONDS = 60
MEMORY = "pin.directory"
RARE = 2_000
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks the directory: words, values by facet, an order, and which page."""

    words: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    order: str = "newest"
    page: int = 1


class Stated(NamedTuple):
    """An offer or a need as its owner wrote it."""

    text: str
    language: str | None


class Listed(NamedTuple):
    """A profile as a list shows it."""

    public_id: str
    kind: str
    name: str
    country: str
    region: str
    city: str
    sectors: list[str]
    offer: Stated | None
    need: Stated | None
    claim_level: str = ""  # the highest of its claims


@dataclass(frozen=True, slots=True)
class Found:
    """One page of profiles; `total` is counted up to a bound."""

    profiles: Sequence[Listed]
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
    ids = _ids(wanted, asked, every, total, page) if total else []
    return Found(listed(ids) if ids else [], total, page, every)


def counts() -> dict[str, dict[str, int]]:
    """How many shown profiles have each value, by facet; counted once a minute in each process."""
    return kept("counts", _counted)


def counts_by_kind() -> dict[str, int]:
    """How many profiles of each kind the directory shows."""
    return counts().get("kind", {})


def forget_counts() -> None:
    """Count anew at the next question."""
    memory.forget(MEMORY)


def _total(wanted: Wanted, asked: Sequence[str], every: bool) -> int:
    if wanted.words and not asked:
        return 0  # something was typed, but no word
    if not asked and len(wanted.facets) < 2:
        facet, value = next(iter(wanted.facets.items()), ("kind", ""))
        return counts().get(facet, {}).get(value, 0) if value else sum(counts_by_kind().values())
    some = _matching(wanted, asked, every).order_by(None).limit(MOST_COUNTED).subquery()
    return db.session.execute(select(func.count()).select_from(some)).scalar_one()


def _ids(wanted: Wanted, asked: Sequence[str], every: bool, total: int, page: int) -> list[int]:
    many = total >= MOST_COUNTED and wanted.order == "relevance" and not wanted.facets
    statement = _matching(wanted, asked, every, MOST_COUNTED if many else 0)
    return list(db.session.scalars(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))


def _matching(wanted: Wanted, asked: Sequence[str], every: bool, most: int = 0) -> Select[int]:
    statement = select(DirectoryEntry.profile_id).where(*narrowed(wanted.facets))
    if not asked:
        return statement.order_by(*_ORDERS.get(wanted.order, _ORDERS["newest"]))
    hits = search.hits("directory_search", asked, every, most)
    nearest = (hits.c.distance, DirectoryEntry.profile_id)
    found = statement.join(hits, hits.c.id == DirectoryEntry.profile_id)
    return found.order_by(*_ORDERS.get(wanted.order, nearest))


_ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": (DirectoryEntry.published_at.desc(), DirectoryEntry.profile_id.desc()),
    "name": (DirectoryEntry.name_key, DirectoryEntry.profile_id),
}


def narrowed(facets: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """Return a condition for each value, the rarest first.

    A rare one is fetched whole and the others are looked up for each of its profiles; where all are common,
    walking the list in its order and looking each one up ends sooner.
    """
    many = {(facet, value): counts().get(facet, {}).get(value, 0) for facet, value in facets.items()}
    pairs = sorted(many, key=lambda pair: many[pair])
    rare = pairs[:1] if pairs and many[pairs[0]] < RARE else []
    return [*(_is_one_of(*pair) for pair in rare), *(_has(*pair) for pair in pairs[len(rare) :])]


def _is_one_of(facet: str, value: str) -> ColumnElement[bool]:
    having = select(DirectoryFacet.profile_id).where(
        DirectoryFacet.facet == facet, DirectoryFacet.value == value
    )
    return DirectoryEntry.profile_id.in_(having)


def _has(facet: str, value: str) -> ColumnElement[bool]:
    return exists().where(
        DirectoryFacet.facet == facet,
        DirectoryFacet.value == value,
        DirectoryFacet.profile_id == DirectoryEntry.profile_id,
    )


def listed(ids: Sequence[int]) -> list[Listed]:
    """Load what a card shows, which is never a way to reach somebody; asks again who may be seen."""
    rows = db.session.execute(_LISTED, {"numbers": ids})
    stated = _statements(ids)
    reached = {row[0]: row[1] for row in db.session.execute(_CLAIMED, {"numbers": ids})}
    found = {
        row[0]: Listed(*row[1:], *stated.get(row[0], (None, None)), reached.get(row[0], "")) for row in rows
    }
    return [found[number] for number in ids if number in found]


def _statements(ids: Sequence[int]) -> dict[int, tuple[Stated | None, Stated | None]]:
    """Return by profile the first open offer and the first open need."""
    first: dict[tuple[int, str], Stated] = {}
    for number, direction, text, language in db.session.execute(
        _STATED.where(is_current()), {"numbers": ids}
    ):
        first.setdefault((number, direction), Stated(text, language))
    return {number: (first.get((number, "offer")), first.get((number, "need"))) for number in ids}


# Made once: putting a statement together costs more than asking it. Only the day of today is added each time.
_NUMBERS = bindparam("numbers", expanding=True, type_=Integer)
_LISTED = select(
    Profile.id, Profile.public_id, Profile.kind, Profile.name, Profile.country, Profile.region, Profile.city,
    Profile.sectors,
).where(Profile.id.in_(_NUMBERS), *is_shown())  # fmt: skip
_CLAIMED = (
    select(DirectoryFacet.profile_id, func.max(DirectoryFacet.value))
    .where(DirectoryFacet.facet == "claim", DirectoryFacet.profile_id.in_(_NUMBERS))
    .group_by(DirectoryFacet.profile_id)
)
_STATED = (
    select(Statement.profile_id, Statement.direction, Statement.text, Statement.language)
    .where(Statement.profile_id.in_(_NUMBERS), Statement.state == "open")
    .order_by(Statement.profile_id, Statement.position, Statement.id)
)


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


def kept(name: str, ask: Callable[[], Value]) -> Value:
    """Return what was answered less than a minute ago, else ask."""
    return memory.kept(MEMORY, name, COUNTS_SECONDS, ask)
