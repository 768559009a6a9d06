"""A page of pairs in their order: an index is walked from a place on, never a page number counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import joinedload

from pin_app.db import db
from pin_app.desk.models import Decision, Pair, PairFacet
from pin_app.desk.queries import conditions
from pin_app.desk.queries.wanted import Place, Wanted
from pin_app.profiles.models import Profile

PER_PAGE = 25
MOST_DECIDED = 1_000


class Side(NamedTuple):
    """What a list shows of a profile."""

    id: int
    public_id: str
    kind: str
    name: str
    country: str
    region: str
    city: str
    sectors: list[str]
    languages: list[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One pair of a list; `decision` is None where nobody has decided anything."""

    pair: Pair
    low: Side
    high: Side
    decision: Decision | None

    @property
    def version(self) -> int:
        """Version of what was decided, 0 for nothing yet."""
        return self.decision.version if self.decision else 0


@dataclass(frozen=True, slots=True)
class Page:
    """Pairs, and the place from which the next page goes on; None on the last."""

    pairs: Sequence[Listed]
    next: Place | None


def page(wanted: Wanted, today: date, most: int = PER_PAGE) -> Page:
    """Return the pairs that were asked for, in a fixed number of statements."""
    found = db.session.scalars(_walk(wanted, today).limit(most + 1)).all()
    shown = found[:most]
    return Page(with_sides(shown), place_of(shown[-1], wanted.order) if len(found) > most else None)


def place_of(pair: Pair, order: str) -> Place:
    """Return where a pair stands in an order."""
    return Place(pair.fair if order == "fair" else pair.worth, pair.low_id, pair.high_id)


def first_after(wanted: Wanted, today: date) -> Listed | None:
    """Return the pair that follows the asked place, None at the end."""
    found = page(wanted, today, most=1).pairs
    return found[0] if found else None


def with_sides(found: Sequence[Pair]) -> list[Listed]:
    """Return pairs with both profiles and what was decided on them; pairs of somebody gone are left out."""
    sides, decided = sides_of(found), _decisions(found)
    keys = [(pair, (pair.low_id, pair.high_id)) for pair in found]
    return [
        Listed(pair, sides[key[0]], sides[key[1]], decided.get((pair.purpose, *key)))
        for pair, key in keys
        if key[0] in sides and key[1] in sides
    ]


def sides_of(found: Sequence[Any]) -> dict[int, Side]:
    """Return the profiles of pairs by their number."""
    ids = {number for pair in found for number in (pair.low_id, pair.high_id)}
    rows = db.session.execute(select(*_SIDE).where(Profile.id.in_(ids))) if ids else ()
    return {row.id: Side(*row) for row in rows}


def _walk(wanted: Wanted, today: date) -> Select[Pair]:
    """Select what was asked for: an index is walked, or a few pairs are fetched by name and put in order."""
    key = Pair.fair if wanted.order == "fair" else Pair.worth
    found = select(Pair).where(Pair.purpose == wanted.purpose, *conditions.narrowed(wanted))
    if wanted.facets:
        found = _with_facets(found, wanted)
    if wanted.interest and wanted.order != "worth":
        found = _among(found, conditions.interested(wanted.purpose))
    if wanted.view == "offered":
        found = found.where(*conditions.is_offered(today))
    else:
        waiting = (Decision.until > today,) if wanted.view == "postponed" else ()
        found = _among(found, _decided(wanted, Decision.state == wanted.view, *waiting))
    if wanted.assigned == "me":
        found = _among(found, _decided(wanted, Decision.assigned_to_id == wanted.person_id))
    if wanted.after:
        found = found.where(tuple_(key, Pair.low_id, Pair.high_id) < tuple_(*wanted.after))
    return found.order_by(key.desc(), Pair.low_id.desc(), Pair.high_id.desc())


def _with_facets(found: Select[Pair], wanted: Wanted) -> Select[Pair]:
    few = conditions.few_with(wanted.purpose, wanted.facets)
    return found.where(conditions.has_all(wanted.facets)) if few is None else _among(found, few)


def _among(found: Select[Pair], some: Any) -> Select[Pair]:
    """Only pairs that are named; these are asked for first, so that the list is not walked for them."""
    named = some.subquery()
    return found.join(named, and_(named.c.low_id == Pair.low_id, named.c.high_id == Pair.high_id))


def _decided(wanted: Wanted, *conditions: Any) -> Any:
    """Select the pairs on which something was decided, the newest decisions of them."""
    mine = select(Decision.low_id, Decision.high_id).where(Decision.purpose == wanted.purpose, *conditions)
    return mine.order_by(Decision.changed_at.desc(), Decision.id.desc()).limit(MOST_DECIDED)


def _decisions(found: Sequence[Pair]) -> dict[tuple[str, int, int], Decision]:
    if not found:
        return {}
    keys = [(pair.purpose, pair.low_id, pair.high_id) for pair in found]
    mine = tuple_(Decision.purpose, Decision.low_id, Decision.high_id).in_(keys)
    people = (joinedload(Decision.assigned_to), joinedload(Decision.changed_by))
    rows = db.session.scalars(select(Decision).where(mine).options(*people))
    return {(row.purpose, row.low_id, row.high_id): row for row in rows}


_SIDE = (
    Profile.id, Profile.public_id, Profile.kind, Profile.name, Profile.country, Profile.region, Profile.city,
    Profile.sectors, Profile.languages,
)  # fmt: skip


def counts() -> dict[str, dict[str, int]]:
    """How many matched profiles have each value, by facet."""
    rows = db.session.execute(
        select(PairFacet.facet, PairFacet.value, func.count()).group_by(PairFacet.facet, PairFacet.value)
    )
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in rows:
        found.setdefault(facet, {})[value] = count
    return found


def is_built() -> bool:
    """Whether there are any pairs at all, so that an empty list can say why it is empty."""
    return db.session.scalar(select(Pair.low_id).limit(1)) is not None


def listed(keys: Sequence[tuple[str, int, int]]) -> list[Listed]:
    """Return some pairs by name, those that the engine suggests no more left out."""
    named = tuple_(Pair.purpose, Pair.low_id, Pair.high_id).in_(keys)
    return with_sides(db.session.scalars(select(Pair).where(named).order_by(Pair.worth.desc())).all())
