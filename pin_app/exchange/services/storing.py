"""Bringing profiles in line with checked rows: what differs is written, what does not is left alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.exchange import queries
from pin_app.exchange.cells import written
from pin_app.exchange.columns import CELLS, CONSENTS, TERMS
from pin_app.exchange.queries import Whole
from pin_app.exchange.rows import Row
from pin_app.exchange.services.adding import DIRECTIONS, add, complete
from pin_app.exchange.services.terms import terms_said
from pin_app.profiles.models import InvestmentTerms, Profile, Statement
from pin_app.spreadsheets.values import Doubtful

LOCK = 7_306_002  # any number of our own, for PostgreSQL's advisory locks
Values = dict[str, Any]


def hold_imports() -> None:
    """Let one import at a time look and write; on SQLite BEGIN IMMEDIATE has already seen to it."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def take_in(chunk: list[Row], *, writes: bool, demo: bool) -> list[int]:
    """Compare some rows with the profiles that came under their names; returns the ids of those written."""
    known = queries.wholes_by_external_id([row.external_id for row in chunk])
    new = [row for row in chunk if row.external_id not in known]
    for row in new:
        row.outcome = "created"
        complete(row)
    changed = []
    for row in chunk:
        whole = known.get(row.external_id)
        if whole and (changes := _changes(row, whole)) and writes:
            changed.append(_write(changes, row.values, whole).id)
    db.session.flush()
    return changed + (add(new, demo=demo) if writes else [])


def _changes(row: Row, whole: Whole) -> Values:
    """Note whether a row differs from its profile; returns the columns in which, with the values to keep."""
    present = queries.values_of(whole)
    changes = {
        column: value
        for column, value in _wanted(row, whole.profile).items()
        if not _same(column, present[column], value, row.values["country"])
    }
    row.outcome = "updated" if changes else "unchanged"
    return changes


def _wanted(row: Row, profile: Profile) -> Values:
    """What a row says, less what is not its business: consents that have an owner, and silence on them."""
    wanted = {column: value for column, value in row.values.items() if column != "external_id"}
    for column in CONSENTS:
        said = wanted.pop(column, None)
        if said is None:
            continue
        if profile.owner_id is None:
            wanted[column] = said
        elif said != getattr(profile, _KEPT_AS[column]):
            row.doubt(column, PinError("exchange.consent_of_owner"))
    if not wanted.get("preferred_language"):
        wanted.pop("preferred_language", None)
    if "region" in wanted and not wanted["region"] and profile.region == row.derived.get("region"):
        del wanted["region"]
    return wanted


def _same(column: str, present: Any, wanted: Any, country: str) -> bool:
    """Whether a value stays as it is, also when it is kept in another form than a table brings."""
    if written(present) == written(wanted):
        return True
    try:
        read = CELLS[column](written(present), country)
    except PinError:
        return False
    return written(read.value if isinstance(read, Doubtful) else read) == written(wanted)


def _write(changes: Values, said: Values, whole: Whole) -> Profile:
    profile = whole.profile
    for column, value in changes.items():
        if column in queries.PLAIN or column in CONSENTS:
            setattr(profile, _KEPT_AS.get(column, column), value)
        elif column in DIRECTIONS:
            _set_texts(whole, DIRECTIONS[column], value)
    profile.updated_at = now()
    db.session.add(profile)
    if any(column in TERMS for column in changes):
        _set_terms(whole, queries.values_of(whole) | said)
    return profile


def _set_texts(whole: Whole, direction: str, texts: list[str]) -> None:
    standing = {kept.text: kept for kept in whole.statements if kept.direction == direction}
    for text_, kept in standing.items():
        if text_ not in texts:
            db.session.delete(kept)
    for position, text_ in enumerate(texts):
        kept = standing.get(text_) or Statement(
            profile=whole.profile, direction=direction, text=text_, sectors=[]
        )
        kept.position = position
        db.session.add(kept)


def _set_terms(whole: Whole, values: Values) -> None:
    told = terms_said(values, whole.terms)
    if told is None:
        if whole.terms is not None:
            db.session.delete(whole.terms)
        return
    terms = whole.terms or InvestmentTerms(profile=whole.profile, sectors=[], districts=[])
    for name, value in told.items():
        setattr(terms, name, value)
    db.session.add(terms)


_KEPT_AS = {"consent_directory": "listed", "consent_matching": "matchable"}
