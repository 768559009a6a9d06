"""The fields of a profile: what each may hold, which texts staff read first, what nobody sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app.errors import PinError
from pin_app.profiles import guards

GUARDS: dict[str, guards.Guard] = {
    "name": guards.line,
    "legal_name": guards.line,
    "about": guards.about,
    "website": guards.website,
    "city": guards.city,
    "home_district": guards.district,
    "sectors": guards.sectors,
    "languages": guards.languages,
    "employees": guards.employees,
    "founded": guards.founded,
    "women_led": guards.yes_or_no,
    "contact_name": guards.line,
    "email": guards.email,
    "whatsapp_ok": guards.flag,
    "preferred_language": guards.site_language,
    "capacity": guards.capacity,
    "country": guards.country,
}
OF_COUNTRY = {"region": guards.region, "phone": guards.phone}  # what they mean depends on the country
TEXTS = frozenset({"name", "legal_name", "about", "website", "city", "home_district"})
PRIVATE = frozenset({"contact_name", "email", "phone", "whatsapp_ok", "preferred_language", "capacity"})
MATCHED = frozenset({"capacity"})  # private, but the engine reads it


def clean(values: Mapping[str, Any], country: str = "") -> tuple[dict[str, Any], dict[str, PinError]]:
    """Return the cleaned values and, by field, what is wrong with the others; refuses unknown fields."""
    cleaned: dict[str, Any] = {}
    problems: dict[str, PinError] = {}
    known = {name: values[name] for name in (*GUARDS, *OF_COUNTRY) if name in values}
    if len(known) != len(values):
        raise TypeError(f"a profile has no such field: {sorted(set(values) - set(known))}")
    for name, value in known.items():
        try:
            cleaned[name] = _clean_one(name, value, cleaned.get("country", country))
        except PinError as problem:
            problem.facts["field"] = name
            problems[name] = problem
    return cleaned, problems


def _clean_one(name: str, value: Any, country: str) -> Any:
    if name in OF_COUNTRY:
        return OF_COUNTRY[name](value, country)
    return GUARDS[name](value)
