"""Keeping the pairs in step with what the engine suggests, what members say and who was introduced.

A pair's worth is two points for each side that said it is interested, plus the engine's score of the pair
in [0, 1]: interest shown by either side comes before any score, interest of both before interest of one.
The fair order, in which the desk opens, adds one point for each side that has never had an introduction. A
side has had one when an introduction of it stands now, when it was introduced once, or when it was asked and
said no: it had its chance. Who was only turned down by others has not.

Everything is written anew for the profiles that a transaction touched, as its last act. Whoever writes
pairs holds one lock from then to the commit and asks for no other, so two runs at once see each other's
suggestions and nobody waits crosswise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from pin_app import site
from pin_app.db import db
from pin_app.desk.models import Pair
from pin_app.desk.services import facets
from pin_app.desk.services.lock import hold_the_pairs
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import STANDING
from pin_app.matches.models import Suggestion, Verdict
from pin_app.profiles.models import Profile

AT_ONCE = 500
BUILT = "desk.built"  # the site fact that says which shape of the tables below was filled
SHAPE = "2"
PER_INTEREST, PER_FRESH = 2.0, 1.0
PUT_ASIDE = ("not_now", "not_for_me")


def refresh(profile_ids: Iterable[int]) -> None:
    """Write the pairs of some profiles anew; nothing that takes a lock may follow before the commit."""
    ids = sorted(set(profile_ids))
    if not ids:
        return
    hold_the_pairs()
    for some in _portions(ids):
        mine = or_(Pair.low_id.in_(some), Pair.high_id.in_(some))
        db.session.execute(delete(Pair).where(mine))
        db.session.execute(insert(Pair).from_select(_COLUMNS, _found(_touching(some))))


def rebuild() -> None:
    """Write all pairs and all facets anew, for a store that was filled before this room was there."""
    hold_the_pairs()
    db.session.execute(delete(Pair))
    db.session.execute(insert(Pair).from_select(_COLUMNS, _found()))
    facets.rebuild()
    site.state(BUILT, SHAPE)


def is_built() -> bool:
    """Whether the pairs of this store were written once as a whole."""
    return site.fact(BUILT) == SHAPE


def _found(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Select pairs as they are kept from suggestions under some conditions."""
    known = _facts(*conditions).subquery()
    worth = PER_INTEREST * known.c.interest + known.c.score
    return select(*known.c, worth, PER_FRESH * known.c.fresh + worth)


def _facts(*conditions: ColumnElement[bool]) -> Select[Any]:
    both = _joined(*conditions).subquery()
    low, high = aliased(Profile), aliased(Profile)
    pair = (both.c.purpose, both.c.low_id, both.c.high_id)
    said = (
        _said(pair, ("interested",)),
        _fresh(both.c.low_id) + _fresh(both.c.high_id),
        _said(pair, PUT_ASIDE),
    )
    labels = ("interest", "fresh", "put_aside")
    return (
        select(*both.c, *(fact.label(name) for fact, name in zip(said, labels, strict=True)))
        .join(low, and_(low.id == both.c.low_id, low.state == "published", low.matchable))
        .join(high, and_(high.id == both.c.high_id, high.state == "published", high.matchable))
    )


def _joined(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Select each pair once with both directions, though it stands in one list or in both."""
    one, other = Suggestion.profile_id, Suggestion.partner_id
    low, high = case((one < other, one), else_=other), case((one < other, other), else_=one)
    gets = case((one < other, Suggestion.forward), else_=Suggestion.backward)
    gives = case((one < other, Suggestion.backward), else_=Suggestion.forward)
    facts = (func.max(Suggestion.score), func.max(gets), func.max(gives))
    names = ("score", "low_gets", "high_gets")
    return (
        select(
            Suggestion.purpose,
            low.label("low_id"),
            high.label("high_id"),
            *(fact.label(name) for fact, name in zip(facts, names, strict=True)),
        )
        .where(*conditions)
        .group_by(Suggestion.purpose, low, high)
    )


def _touching(ids: Sequence[int]) -> ColumnElement[bool]:
    return or_(Suggestion.profile_id.in_(ids), Suggestion.partner_id.in_(ids))


def _said(pair: tuple[Any, Any, Any], verdicts: tuple[str, ...]) -> ColumnElement[int]:
    """How many of the two sides said one of these words of the other."""
    purpose, low, high = pair
    return _one(_word(purpose, low, high, verdicts)) + _one(_word(purpose, high, low, verdicts))


def _word(purpose: Any, of: Any, on: Any, verdicts: tuple[str, ...]) -> ColumnElement[bool]:
    mine = (Verdict.profile_id == of, Verdict.partner_id == on, Verdict.purpose == purpose)
    return exists().where(*mine, Verdict.verdict.in_(verdicts))


def _fresh(profile_id: Any) -> ColumnElement[int]:
    met = or_(Introduction.state.in_(STANDING), Introduction.introduced_at.is_not(None))
    as_first = exists().where(
        Introduction.first_id == profile_id, or_(met, Introduction.first_answer == "no")
    )
    as_second = exists().where(
        Introduction.second_id == profile_id, or_(met, Introduction.second_answer == "no")
    )
    return 1 - _one(or_(as_first, as_second))


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(case((condition, 1), else_=0), Integer)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


_COLUMNS = [
    "purpose", "low_id", "high_id", "score", "low_gets", "high_gets", "interest", "fresh", "put_aside",
    "worth", "fair",
]  # fmt: skip
