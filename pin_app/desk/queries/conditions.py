"""When a pair is offered: not standing, not resting, no side full or closed, nothing decided against it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from pin_app.db import db, now
from pin_app.desk.models import Decision, Pair, PairFacet
from pin_app.desk.queries.wanted import Wanted
from pin_app.introductions.limits import CAPACITY, MONTH, PAUSE_OF_PAIR
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import STANDING
from pin_app.profiles.models import Profile

INTERESTED_FROM = 2.0  # the worth of a pair in which one side is interested begins here, see services.pairs
MOST_INTERESTED = 500
FEW = 2_000  # so many pairs are fetched and put in order while a page is waited for


def is_offered(today: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a pair under which staff may propose it today."""
    return (
        Pair.put_aside == 0,
        ~_is_decided(or_(Decision.state == "rejected", Decision.until > today)),
        ~_is_resting(),
        Pair.low_id.not_in(full()),
        Pair.high_id.not_in(full()),
        ~_is_closed(),
    )


def full() -> Select[Any]:
    """Select the profiles that were asked this month as often as they can answer."""
    since = now() - MONTH
    asked = union_all(
        select(Introduction.first_id.label("id")).where(Introduction.first_asked_at > since),
        select(Introduction.second_id).where(Introduction.second_asked_at > since),
    ).subquery()
    counted = select(Profile.id).join(asked, asked.c.id == Profile.id).group_by(Profile.id, Profile.capacity)
    return counted.having(func.count() >= func.coalesce(Profile.capacity, CAPACITY))


def narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions of the filters that are looked at pair by pair while the list is walked."""
    found = []
    if wanted.interest and wanted.order == "worth":
        found.append(Pair.worth >= INTERESTED_FROM)  # of the very index that is walked
    if wanted.never:
        found.append(Pair.fresh >= 1)
    if wanted.assigned == "nobody":
        found.append(~_is_decided(Decision.assigned_to_id.is_not(None)))
    return found


def has_all(facets: dict[str, str]) -> ColumnElement[bool]:
    """One of the two sides, whichever, has all of these values."""
    return or_(_has_all(facets, Pair.low_id), _has_all(facets, Pair.high_id))


def interested(purpose: str) -> Any:
    """Select the pairs in which a side is interested, so many as anybody looks through."""
    wanted = select(Pair.low_id, Pair.high_id).where(Pair.purpose == purpose, Pair.worth >= INTERESTED_FROM)
    return wanted.order_by(Pair.worth.desc()).limit(MOST_INTERESTED)


def few_with(purpose: str, facets: dict[str, str]) -> Select[Any] | None:
    """Select the pairs of which a side has all of these values; None where they are many.

    Few are fetched by their sides and put in order; where they are many, walking the list in its order and
    looking at each side ends sooner. Both are bounded, however the values go together.
    """
    fitting = _fitting(facets).subquery()
    found = []
    for side in (Pair.low_id, Pair.high_id):
        some = select(Pair.low_id, Pair.high_id).join(fitting, fitting.c.profile_id == side)
        some = some.where(Pair.purpose == purpose).limit(FEW)
        counted = db.session.execute(select(func.count()).select_from(some.subquery())).scalar_one()
        if counted >= FEW:
            return None
        found.append(select(some.subquery()))
    return found[0].union(found[1])  # type: ignore[return-value]


def of_pair(row: Any) -> ColumnElement[bool]:
    """Whether a row of another table speaks of the pair at hand, for its purpose."""
    return and_(row.purpose == Pair.purpose, row.low_id == Pair.low_id, row.high_id == Pair.high_id)


def _is_decided(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(of_pair(Decision), *conditions)


def _is_resting() -> ColumnElement[bool]:
    """The pair has an introduction that stands, or that ended a short while ago after somebody was asked."""
    same = (Introduction.low_id == Pair.low_id, Introduction.high_id == Pair.high_id)
    asked = Introduction.first_asked_at.is_not(None)
    ended = and_(asked, Introduction.closed_at > now() - PAUSE_OF_PAIR)
    return exists().where(*same, or_(Introduction.state.in_(STANDING), ended))


def _is_closed() -> ColumnElement[bool]:
    """A side has said that it takes no introductions at all."""
    return exists().where(Profile.id.in_((Pair.low_id, Pair.high_id)), Profile.capacity <= 0)


def _fitting(facets: dict[str, str]) -> Select[Any]:
    """Select the profiles that have all of these values."""
    (name, value), *others = facets.items()
    found = select(PairFacet.profile_id).where(PairFacet.facet == name, PairFacet.value == value)
    return found.where(_has_all(dict(others), PairFacet.profile_id)) if others else found


def _has_all(facets: dict[str, str], profile_id: Any) -> ColumnElement[bool]:
    return and_(*(_has(name, value, profile_id) for name, value in facets.items()))


def _has(name: str, value: str, profile_id: Any) -> ColumnElement[bool]:
    having = aliased(PairFacet)
    return exists().where(having.facet == name, having.value == value, having.profile_id == profile_id)
