"""Profiles with all that belongs to a row of the exchange table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pin_app.db import db
from pin_app.profiles.models import InvestmentTerms, Profile, Statement


@dataclass(frozen=True, slots=True)
class Whole:
    """A profile with its open statements in order and its terms."""

    profile: Profile
    statements: list[Statement]
    terms: InvestmentTerms | None


def wholes_by_external_id(names: Sequence[str]) -> dict[str, Whole]:
    """Profiles that came under these names, in three statements whatever their number."""
    found = db.session.execute(select(Profile).where(Profile.external_id.in_(names))).scalars()
    return {str(whole.profile.external_id): whole for whole in _wholes(list(found))}


def all_wholes(chunk: int) -> Iterator[Whole]:
    """Every profile that has a name, chunk by chunk in the order of their making."""
    last = 0
    while True:
        query = select(Profile).where(Profile.id > last, Profile.name != "").order_by(Profile.id).limit(chunk)
        profiles = list(db.session.execute(query).scalars())
        if not profiles:
            return
        yield from _wholes(profiles)
        last = profiles[-1].id
        db.session.expunge_all()


def values_of(whole: Whole) -> dict[str, Any]:
    """A profile's values by column, as `columns.CELLS` would read them from its own row."""
    profile, terms = whole.profile, whole.terms
    invests = terms is not None and terms.direction == "invest"
    return {
        **{name: getattr(profile, name) for name in _PLAIN},
        "external_id": profile.external_id or profile.public_id,
        "offers": [s.text for s in whole.statements if s.direction == "offer"],
        "needs": [s.text for s in whole.statements if s.direction == "need"],
        "invest_min_eur": terms.min_eur if terms else None,
        "invest_max_eur": terms.max_eur if terms and invests else None,
        "invest_instruments": terms.instruments if terms else [],
        "seeks_eur": terms.max_eur if terms and not invests else None,
        "use_of_funds": terms.purpose if terms else "",
        "jobs_expected": terms.jobs_expected if terms else None,
        "consent_directory": profile.listed,
        "consent_matching": profile.matchable,
    }


def has_terms(values: dict[str, Any]) -> bool:
    """Whether a row says anything of money invested or sought."""
    amounts = ("invest_min_eur", "invest_max_eur", "seeks_eur", "jobs_expected")
    return any(values.get(name) is not None for name in amounts) or any(
        values.get(name) for name in ("invest_instruments", "use_of_funds")
    )


_PLAIN = (
    "kind", "name", "legal_name", "contact_name", "email", "phone", "preferred_language", "country", "region",
    "city", "home_district", "sectors", "about", "website", "languages", "employees", "founded", "women_led",
)  # fmt: skip


def _wholes(profiles: list[Profile]) -> list[Whole]:
    ids = [profile.id for profile in profiles]
    statements: dict[int, list[Statement]] = defaultdict(list)
    query = select(Statement).where(Statement.profile_id.in_(ids), Statement.state == "open")
    for statement in db.session.execute(query.order_by(Statement.position, Statement.id)).scalars():
        statements[statement.profile_id].append(statement)
    found = db.session.execute(select(InvestmentTerms).where(InvestmentTerms.profile_id.in_(ids))).scalars()
    terms = {row.profile_id: row for row in found}
    return [Whole(profile, statements[profile.id], terms.get(profile.id)) for profile in profiles]
