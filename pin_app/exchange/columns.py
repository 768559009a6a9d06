"""The columns of the exchange table: their order, and how a cell becomes a value and a value a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.places import find_district, is_region
from pin_app.profiles import guards

REQUIRED = ("external_id", "kind", "name", "country")
LANGUAGES = ("it", "ur", "en")
MOST_IN_CELL = 30
YES = frozenset({"yes", "y", "true", "1", "si", "sì", "x", "vero", "ہاں", "جی"})
NO = frozenset({"no", "n", "false", "0", "falso", "نہیں"})
# 1.234.567 and 1,234,567 and 1 234 567, with an optional part of zeros behind the decimal sign
AMOUNT = re.compile(r"(\d{1,3}(?:[.,' \u00a0]\d{3})+|\d+)(?:[.,]0{1,2})?")

Cell = Callable[[str, str], Any]


def split(cell: str) -> list[str]:
    r"""Return the values of a cell separated by |; a bar inside a value is written \|."""
    parts = re.split(r"(?<!\\)\|", cell)
    return [part.replace(r"\|", "|").strip() for part in parts if part.strip()]


def join(values: Iterable[str]) -> str:
    """Return the cell for several values."""
    return "|".join(value.replace("|", r"\|") for value in values)


def identifier(cell: str, _country: str) -> str:
    """The sender's own name of the row, 1 to 120 characters."""
    found = clean_line(cell)
    if not found or len(found) > 120:
        raise PinError("exchange.no_identifier")
    return found


def required_name(cell: str, _country: str) -> str:
    """A party's name, which must be readable."""
    found = guards.line(cell)
    if not found:
        raise PinError("exchange.no_name")
    return found


def country(cell: str, _country: str) -> str:
    """IT or PK."""
    found = guards.country(clean_line(cell))
    if not found:
        raise PinError("profile.unknown_country")
    return found


def region(cell: str, of_country: str) -> str:
    """An ISO 3166-2 code of the row's country, or nothing."""
    code = clean_line(cell).upper()
    if code and not is_region(code, of_country):
        raise PinError("exchange.unknown_region", country=of_country)
    return code


def district(cell: str, _country: str) -> str:
    """A district of Pakistan by its canonical name, whatever the spelling; an unknown one is refused."""
    typed = clean_line(cell)
    found = find_district(typed[:200]) if typed else ""
    if found is None:
        raise PinError("exchange.unknown_district")
    return found


def texts(cell: str, _country: str) -> list[str]:
    """Statements, each as one text."""
    found = [guards.statement_text(clean_text(part)) for part in split(cell)]
    if len(found) > guards.STATEMENTS_MOST:
        raise PinError("profile.too_many", most=guards.STATEMENTS_MOST)
    return list(dict.fromkeys(found))


def amount(cell: str, _country: str) -> int | None:
    """A whole number, with or without signs between thousands, as Italians or Pakistanis write it."""
    typed = clean_line(cell).removeprefix("€").removesuffix("€").strip()
    if not typed:
        return None
    found = AMOUNT.fullmatch(typed) if len(typed) < 40 else None
    if not found:
        raise PinError("profile.not_a_number")
    return guards.euros(int(re.sub(r"\D", "", found.group(1))))


def answer(cell: str, _country: str) -> bool | None:
    """Yes or no in three languages, None for an empty cell."""
    word = clean_line(cell).casefold()
    if word and word not in YES | NO:
        raise PinError("exchange.not_yes_or_no")
    return word in YES if word else None


def _plain(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, _country: guard(cell)


def _number(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, of_country: guard(amount(cell, of_country))


def _several(guard: Callable[[Any], Any]) -> Cell:
    return lambda cell, _country: guard(split(cell))


def _language(cell: str, _country: str) -> str:
    code = clean_line(cell)
    return guards.site_language(code) if code else ""


CELLS: dict[str, Cell] = {
    "external_id": identifier,
    "kind": lambda cell, _country: guards.kind(clean_line(cell)),
    "name": required_name,
    "legal_name": _plain(guards.line),
    "contact_name": _plain(guards.line),
    "email": _plain(guards.email),
    "phone": guards.phone,
    "preferred_language": _language,
    "country": country,
    "region": region,
    "city": _plain(guards.city),
    "home_district": district,
    "sectors": _several(guards.sectors),
    "offers": texts,
    "needs": texts,
    "about": _plain(guards.about),
    "website": _plain(guards.website),
    "languages": _several(guards.languages),
    "employees": _number(guards.employees),
    "founded": _number(guards.founded),
    "women_led": answer,
    "invest_min_eur": amount,
    "invest_max_eur": amount,
    "invest_instruments": _several(guards.instruments),
    "seeks_eur": amount,
    "use_of_funds": _plain(guards.purpose),
    "jobs_expected": _number(guards.employees),
    "consent_directory": answer,
    "consent_matching": answer,
}
COLUMNS = tuple(CELLS)


def written(value: Any) -> str:
    """Return the cell for a value: lists joined, yes or no as words, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return join(value) if isinstance(value, list) else str(value)
