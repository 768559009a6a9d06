"""New profiles from checked rows, some hundred in three statements: other writers wait meanwhile."""

from __future__ import annotations

from copy import copy
from typing import Any

from sqlalchemy import insert

from pin_app.db import db, now
from pin_app.exchange import queries
from pin_app.exchange.rows import Row, of_empty
from pin_app.exchange.services.terms import terms_said
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

# A person's data needs a word from the person; what a firm or body says of itself is not personal data.
BODIES = ("pakistani_firm", "italian_firm", "association", "institution")
DIRECTIONS = {"offers": "offer", "needs": "need"}
Values = dict[str, Any]


def complete(row: Row) -> None:
    """Derive what a row of a new profile does not say itself."""
    said, kind = row.values, row.values["kind"]
    row.derived["consent_directory"] = bool(said.get("consent_directory"))
    row.derived["consent_matching"] = _matchable(said.get("consent_matching"), kind)
    row.derived["preferred_language"] = said.get("preferred_language") or _language_of(kind)


def add(rows: list[Row], *, demo: bool) -> list[int]:
    """Store completed rows as published profiles; returns their ids."""
    if not rows:
        return []
    ids_in_order = insert(Profile).returning(Profile.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(ids_in_order, [_profile(row, demo) for row in rows]))
    of_profile = list(zip(ids, (row.values for row in rows), strict=True))
    _insert(Statement, [statement for number, said in of_profile for statement in _statements(number, said)])
    money = ((number, terms_said(said)) for number, said in of_profile)
    empty: Values = {"sectors": [], "districts": []}
    _insert(InvestmentTerms, [{"profile_id": number} | empty | terms for number, terms in money if terms])
    return ids


def _insert(model: Any, found: list[Values]) -> None:
    if found:
        db.session.execute(insert(model), found)


def _profile(row: Row, demo: bool) -> Values:
    moment = now()
    said = {column: _value(row, column) for column in queries.PLAIN}
    return said | {
        "external_id": row.external_id,
        "region": said["region"] or row.derived.get("region", ""),
        "preferred_language": row.derived["preferred_language"],
        "listed": row.derived["consent_directory"],
        "matchable": row.derived["consent_matching"],
        "state": "published",
        "submitted_at": moment,
        "published_at": moment,
        "demo": demo,
    }


def _value(row: Row, column: str) -> Any:
    return row.values[column] if column in row.values else copy(of_empty(column))


def _statements(profile_id: int, said: Values) -> list[Values]:
    return [
        {"profile_id": profile_id, "direction": direction, "text": text, "position": position, "sectors": []}
        for column, direction in DIRECTIONS.items()
        for position, text in enumerate(said.get(column) or [])
    ]


def _matchable(said: bool | None, kind: str) -> bool:
    """Silence means no for persons, yes for firms and bodies."""
    return kind in BODIES if said is None else said


def _language_of(kind: str) -> str:
    return "it" if kind == "italian_firm" else "en"
