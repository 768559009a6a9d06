"""The columns of the exchange table: their order, how each is read, and what the page says of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pin_app.exchange import cells, whereabouts
from pin_app.forms import clean_line
from pin_app.profiles import guards

REQUIRED = ("external_id", "kind", "name", "country")
TERMS = (
    "invest_min_eur",
    "invest_max_eur",
    "invest_instruments",
    "seeks_eur",
    "use_of_funds",
    "jobs_expected",
)
CONSENTS = ("consent_directory", "consent_matching")

Cell = Callable[[str, str], Any]


def _plain(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, _country: guard(cell)


def _number(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, of_country: guard(cells.count(cell, of_country))


def _several(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, _country: guard(cells.split(cell))


def _codes(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, _country: guard(cells.codes(cell))


def _language(cell: str, _country: str) -> str:
    code = clean_line(cell).casefold()
    return guards.site_language(code) if code else ""


CELLS: dict[str, Cell] = {
    "external_id": cells.identifier,
    "kind": lambda cell, _country: guards.kind(cells.code(cell)),
    "name": cells.name,
    "legal_name": _plain(guards.line),
    "contact_name": _plain(guards.line),
    "email": _plain(guards.email),
    "phone": whereabouts.phone,
    "preferred_language": _language,
    "country": whereabouts.country,
    "region": whereabouts.region,
    "city": _plain(guards.city),
    "home_district": whereabouts.district,
    "sectors": _several(guards.sectors),
    "offers": cells.texts,
    "needs": cells.texts,
    "about": _plain(guards.about),
    "website": _plain(guards.website),
    "languages": _codes(guards.languages),
    "employees": _number(guards.employees),
    "founded": _number(guards.founded),
    "women_led": cells.answer,
    "invest_min_eur": cells.euros,
    "invest_max_eur": cells.euros,
    "invest_instruments": _codes(guards.instruments),
    "seeks_eur": cells.euros,
    "use_of_funds": _plain(guards.purpose),
    "jobs_expected": _number(guards.employees),
    "consent_directory": cells.answer,
    "consent_matching": cells.answer,
}
COLUMNS = tuple(CELLS)
