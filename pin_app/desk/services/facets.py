"""Keeping the values by which pairs are narrowed down: those of the directory, also of parties not listed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from pin_app.db import db
from pin_app.desk.models import PairFacet
from pin_app.directory import entries
from pin_app.matches.queries import is_partner
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import statements_of_many

AT_ONCE = 500


def refresh(profile_ids: Iterable[int]) -> None:
    """Write the values of some profiles anew; those that nobody is matched with have none."""
    ids = sorted(set(profile_ids))
    for start in range(0, len(ids), AT_ONCE):
        _write(ids[start : start + AT_ONCE])


def rebuild() -> None:
    """Write the values of everybody anew."""
    refresh(db.session.scalars(select(Profile.id).where(*is_partner())))


def _write(ids: list[int]) -> None:
    db.session.execute(delete(PairFacet).where(PairFacet.profile_id.in_(ids)))
    matched = db.session.scalars(select(Profile).where(Profile.id.in_(ids), *is_partner())).all()
    stated = statements_of_many(profile.id for profile in matched)
    rows = [row for profile in matched for row in entries.facets(profile, stated.get(profile.id, []))]
    if rows:
        db.session.execute(insert(PairFacet), rows)
