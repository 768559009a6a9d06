"""Profiles with all that belongs to a row of the exchange table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from pin_app.db import db
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

PLAIN = (
    "kind", "name", "legal_name", "contact_name", "email", "phone", "preferred_language", "country", "region",
    "city", "home_district", "sectors", "about", "website", "languages", "employees", "founded", "women_led",
)  # fmt: skip
# A draft is its owner's alone, and who has withdrawn wants to be in no table.
SENT = Profile.state.in_(("submitted", "changes_requested", "published"))


@dataclass(frozen=True, slots=True)
class Whole:
    """A profile with its open statements in order and its terms."""

    profile: Profile
    statements: list[Statement]
    terms: InvestmentTerms | None


def called(profile: Profile) -> str:
    """The name of a profile in tables: the sender's, else the one in our addresses."""
    return profile.external_id or profile.public_id


def wholes_by_external_id(names: Sequence[str]) -> dict[str, Whole]:
    """Profiles that are called so in tables, in three statements whatever their number."""
    ours = Profile.public_id.in_(names) & Profile.external_id.is_(None)
    found = db.session.execute(select(Profile).where(or_(Profile.external_id.in_(names), ours))).scalars()
    return {called(whole.profile): whole for whole in _wholes(list(found))}


def sent_wholes(chunk: int) -> Iterator[Whole]:
    """Every profile that staff have seen, chunk by chunk in the order of their making."""
    last = 0
    while True:
        query = select(Profile).where(Profile.id > last, SENT).order_by(Profile.id).limit(chunk)
        profiles = list(db.session.execute(query).scalars())
        if not profiles:
            return
        yield from _wholes(profiles)
        last = profiles[-1].id


def count_sent() -> int:
    """How many profiles an export holds."""
    return db.session.execute(select(func.count()).select_from(Profile).where(SENT)).scalar_one()


def names() -> Iterator[tuple[str, str, str]]:
    """Country, name and name in tables of every profile that staff have seen."""
    query = select(Profile.country, Profile.name, Profile.external_id, Profile.public_id).where(SENT)
    for country, name, external_id, public_id in db.session.execute(query.order_by(Profile.id)):
        yield country, name, external_id or public_id


def values_of(whole: Whole) -> dict[str, Any]:
    """A profile's values by column, as `columns.CELLS` would read them from its own row."""
    profile, terms = whole.profile, whole.terms
    invests = terms is not None and terms.direction == "invest"
    return {
        **{name: getattr(profile, name) for name in PLAIN},
        "external_id": called(profile),
        "offers": [kept.text for kept in whole.statements if kept.direction == "offer"],
        "needs": [kept.text for kept in whole.statements if kept.direction == "need"],
        "invest_min_eur": terms.min_eur if terms and invests else None,
        "invest_max_eur": terms.max_eur if terms and invests else None,
        "invest_instruments": terms.instruments if terms else [],
        "seeks_eur": terms.max_eur if terms and not invests else None,
        "use_of_funds": terms.purpose if terms else "",
        "jobs_expected": terms.jobs_expected if terms else None,
        "consent_directory": profile.listed,
        "consent_matching": profile.matchable,
    }


def _wholes(profiles: list[Profile]) -> list[Whole]:
    ids = [profile.id for profile in profiles]
    statements: dict[int, list[Statement]] = defaultdict(list)
    query = select(Statement).where(Statement.profile_id.in_(ids), Statement.state == "open")
    for statement in db.session.execute(query.order_by(Statement.position, Statement.id)).scalars():
        statements[statement.profile_id].append(statement)
    found = db.session.execute(select(InvestmentTerms).where(InvestmentTerms.profile_id.in_(ids))).scalars()
    terms = {row.profile_id: row for row in found}
    return [Whole(profile, statements[profile.id], terms.get(profile.id)) for profile in profiles]
