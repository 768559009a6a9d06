"""Keeping the values by which pairs are narrowed down.

They are those of the directory, also of parties that are not listed in it, and whether goods at risk are
made; what is written follows the table of goods, which staff change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select

from pin_app import site
from pin_app.claims import queries, risks
from pin_app.claims.models import RiskGood
from pin_app.db import db
from pin_app.desk.models import PairFacet
from pin_app.directory import entries
from pin_app.matches.queries import is_partner
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.queries import statements_of_many

AT_ONCE = 500
GOODS = "desk.goods"  # the site fact that says with which table of goods the values were written


def refresh(profile_ids: Iterable[int]) -> None:
    """Write the values of some profiles anew; those that nobody is matched with have none."""
    ids = sorted(set(profile_ids))
    for start in range(0, len(ids), AT_ONCE):
        _write(ids[start : start + AT_ONCE])


def rebuild() -> None:
    """Write the values of everybody anew."""
    refresh(db.session.scalars(select(Profile.id).where(*is_partner())))
    site.state(GOODS, _goods())


def is_behind() -> bool:
    """Whether the table of goods at risk has changed since everybody's values were written."""
    return site.fact(GOODS) != _goods()


def _write(ids: list[int]) -> None:
    db.session.execute(delete(PairFacet).where(PairFacet.profile_id.in_(ids)))
    matched = db.session.scalars(select(Profile).where(Profile.id.in_(ids), *is_partner())).all()
    stated = statements_of_many(profile.id for profile in matched)
    goods = queries.goods_at_risk()
    rows = [row for profile in matched for row in _values(profile, stated.get(profile.id, []), goods)]
    if rows:
        db.session.execute(insert(PairFacet), rows)


def _values(
    profile: Profile, statements: Sequence[Statement], goods: Sequence[RiskGood]
) -> Iterator[dict[str, Any]]:
    yield from entries.facets(profile, statements)
    flagged = risks.flags(profile, statements, goods)
    yield {"facet": "risk", "value": "yes" if flagged else "no", "profile_id": profile.id}


def _goods() -> str:
    counted = func.count(), func.max(RiskGood.id), func.count(RiskGood.retired_at)
    return "|".join(str(fact) for fact in db.session.execute(select(*counted)).one())
