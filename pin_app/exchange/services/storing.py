"""Bringing profiles in line with checked rows: what differs is written, what does not is left alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.exchange import queries
from pin_app.exchange.cells import Doubtful, written
from pin_app.exchange.columns import CELLS, CONSENTS, TERMS
from pin_app.exchange.queries import Whole
from pin_app.exchange.rows import Row
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

LOCK = 7_306_002  # any number of our own, for PostgreSQL's advisory locks
# A person's data needs a word from the person; what a firm or body says of itself is not personal data.
BODIES = ("pakistani_firm", "italian_firm", "association", "institution")
DIRECTIONS = {"offers": "offer", "needs": "need"}
Values = dict[str, Any]


def hold_imports() -> None:
    """Let one import at a time look and write; on SQLite BEGIN IMMEDIATE has already seen to it."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def take_in(chunk: list[Row], *, writes: bool, demo: bool) -> list[int]:
    """Compare some rows with the profiles that came under their names; returns the ids of those written."""
    known = queries.wholes_by_external_id([row.external_id for row in chunk])
    touched: list[Profile] = []
    for row in chunk:
        whole = known.get(row.external_id)
        changes = _changes(row, whole) if whole else _of_new(row)
        row.outcome = "created" if whole is None else "updated" if changes else "unchanged"
        if writes and changes:
            touched.append(_write(changes, row.values, whole or Whole(_new_profile(row, demo), [], None)))
    db.session.flush()
    return [profile.id for profile in touched]


def _changes(row: Row, whole: Whole) -> Values:
    """The columns in which a row differs from its profile, with the values to keep."""
    present = queries.values_of(whole)
    wanted = _wanted(row, whole.profile)
    return {
        column: value
        for column, value in wanted.items()
        if not _same(column, present[column], value, row.values["country"])
    }


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


def _of_new(row: Row) -> Values:
    """All that a new profile keeps: what the row says, and what follows where it is silent."""
    values, kind = row.values, row.values["kind"]
    row.derived["consent_directory"] = bool(values.get("consent_directory"))
    row.derived["consent_matching"] = _matchable(values.get("consent_matching"), kind)
    row.derived["preferred_language"] = values.get("preferred_language") or _language_of(kind)
    return values | row.derived | {"region": values.get("region") or row.derived.get("region", "")}


def _matchable(said: bool | None, kind: str) -> bool:
    """Silence means no for persons, yes for firms and bodies."""
    return kind in BODIES if said is None else said


def _language_of(kind: str) -> str:
    return "it" if kind == "italian_firm" else "en"


def _new_profile(row: Row, demo: bool) -> Profile:
    moment = now()
    return Profile(
        external_id=row.external_id, state="published", submitted_at=moment, published_at=moment, demo=demo
    )


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
    if not any(values.get(column) not in (None, "", []) for column in TERMS):
        if whole.terms is not None:
            db.session.delete(whole.terms)
        return
    terms = whole.terms or InvestmentTerms(profile=whole.profile, sectors=[], districts=[])
    terms.direction = _direction(values, whole.terms)
    if terms.direction == "invest":
        terms.min_eur, terms.max_eur = values.get("invest_min_eur"), values.get("invest_max_eur")
    else:
        terms.max_eur = values.get("seeks_eur")
        if terms.max_eur is None or (terms.min_eur or 0) > terms.max_eur:
            terms.min_eur = None  # the table has no column for it: kept while it still fits
    terms.instruments = values.get("invest_instruments") or []
    terms.purpose = values.get("use_of_funds") or ""
    terms.jobs_expected = values.get("jobs_expected")
    db.session.add(terms)


def _direction(values: Values, kept: InvestmentTerms | None) -> str:
    """Whether money is offered or sought: by the amounts, else as before, else by the kind."""
    if values.get("seeks_eur") is not None:
        return "seek"
    if values.get("invest_min_eur") is not None or values.get("invest_max_eur") is not None:
        return "invest"
    if kept is not None:
        return kept.direction
    return "invest" if values["kind"] == "investor" else "seek"


_KEPT_AS = {"consent_directory": "listed", "consent_matching": "matchable"}
