"""The four steps of the form: what each shows and how what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import session
from flask_babel import lazy_gettext as _l

from pin_app import places
from pin_app.accounts.models import User
from pin_app.i18n import language
from pin_app.profiles import forms, queries, services
from pin_app.profiles.models import Profile
from pin_app.profiles.versions import Version

TYPED = "typed_statements"  # in the cookie: rows that were saved while somebody still typed in them
TYPED_MOST = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, how it is kept at the end and while one types, and what else its page shows."""

    number: str
    title: Any
    form: Callable[[Version], Any]
    keep: Callable[[Profile, User, Any], None]
    facts: Callable[[Version], dict[str, Any]] = lambda version: {}
    keep_typed: Callable[[Profile, User, Any], None] | None = None


def _keep_fields(profile: Profile, by: User, form: Any) -> None:
    services.save(profile, by, **form.values())


def _who(version: Version) -> Any:
    return forms.who(version.profile)


def _where(version: Version) -> Any:
    return forms.where(version.profile)


def _offers(version: Version) -> forms.Offers:
    return forms.Offers(version.profile, version.statements, version.terms)


def _keep_offers(profile: Profile, by: User, form: forms.Offers) -> None:
    _keep_typed_offers(profile, by, form)
    for row in form.rows:
        if row.statement is not None and row.fate.data in ("met", "withdrawn"):
            statement = queries.statement_of(profile, row.statement.id)
            if statement is not None:
                services.withdraw_statement(statement, by, met=row.fate.data == "met")
    if form.terms.values() is None:
        services.clear_terms(profile, by)


def _keep_typed_offers(profile: Profile, by: User, form: forms.Offers) -> None:
    """Keep what was added and changed; nothing is taken away while somebody is still typing."""
    if not form.sectors.sectors.errors:
        services.save(profile, by, sectors=form.sectors.sectors.data)
    for row in form.rows:
        _keep_row(profile, by, row)
    terms = None if form.terms.errors else form.terms.values()
    if terms is not None:
        services.set_terms(profile, by, **terms)


def _keep_row(profile: Profile, by: User, row: Any) -> None:
    """Keep one offer or need; a new row that autosave has kept already is changed, not added again."""
    if row.is_blank:
        return
    number = row.statement.id if row.statement else _typed().get(row.key.data, 0)
    statement = queries.statement_of(profile, number)
    if statement is None or statement.state not in ("open", "waiting"):
        if not row.errors and row.statement is None:
            _remember(row.key.data, services.add_statement(profile, by, row.direction, **row.values()).id)
        return
    services.change_statement(statement, by, **row.values())


def _typed() -> dict[str, int]:
    kept = session.get(TYPED)
    return kept if isinstance(kept, dict) else {}


def _remember(key: str, number: int) -> None:
    kept = list((_typed() | {key: number}).items())
    session[TYPED] = dict(kept[-TYPED_MOST:])


def _sending(version: Version) -> forms.Sending:
    return forms.Sending(version.profile, queries.identifiers_of(version.profile))


def _keep_sending(profile: Profile, by: User, form: forms.Sending) -> None:
    services.save(profile, by, **form.values())
    services.set_identifiers(profile, form.identifiers())


def _facts_where(_version: Version) -> dict[str, Any]:
    return {"districts": [places.label(name, language()) for name in places.districts()]}


def _facts_sending(version: Version) -> dict[str, Any]:
    return {"statements": version.statements, "terms": version.terms}


STEPS = {
    step.number: step
    for step in (
        Step("1", _l("Who you are"), _who, _keep_fields),
        Step("2", _l("Where you are and how to reach you"), _where, _keep_fields, _facts_where),
        Step("3", _l("What you offer and look for"), _offers, _keep_offers, keep_typed=_keep_typed_offers),
        Step("4", _l("Check and send"), _sending, _keep_sending, _facts_sending),
    )
}
