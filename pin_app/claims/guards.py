"""What people may type about claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pin_app.claims.catalogue import Definition
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text, is_readable

LONGEST_LINE, LONGEST_TEXT = 200, 5_000
MOST_PEOPLE = 100_000
AGES = range(14, 22)
CHOICES = {
    "age_checks": ("identity_card", "birth_record", "school_record", "doctor", "other"),
    "paid": ("bank", "mobile", "cash"),
    "kiln": ("zigzag", "fixed_chimney", "other"),
    "committee": ("committee", "person", "none"),
}
_REACHES = re.compile(r"@|://|www\.|(?:\d[ ().-]{0,2}){7}", re.IGNORECASE)
WORKFORCE = ("women_permanent", "women_temporary", "men_permanent", "men_temporary")


def line(value: Any, wanted: bool = True) -> str:
    """Return one line of text."""
    return _text(clean_line(value if isinstance(value, str) else ""), LONGEST_LINE, wanted)


def issuer(value: Any) -> str:
    """Return who issued a number: visitors read it before staff do, so it is no way to reach anybody."""
    name = line(value)
    if _REACHES.search(name):
        raise PinError("claim.contact_in_text")
    return name


def text(value: Any, wanted: bool = True, most: int = LONGEST_TEXT) -> str:
    """Return text with its line breaks."""
    return _text(clean_text(value if isinstance(value, str) else "").strip(), most, wanted)


def last_day(value: date | None, longest_years: int = 10) -> date | None:
    """Return the last day on which something counts: none, or one that is not past and not far away."""
    today = now().date()
    if value is not None and not today <= value <= today + timedelta(days=366 * longest_years):
        raise PinError("claim.last_day")
    return value


def past_day(value: date | None) -> date | None:
    """Return a day that is not in the future and not before this century."""
    if value is not None and not date(2000, 1, 1) <= value <= now().date():
        raise PinError("claim.past_day")
    return value


def facts(definition: Definition, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a pledge states beside its sentence, in the form in which it is kept."""
    found: dict[str, Any] = {}
    for kind in definition.facts:
        found |= _FACTS[kind](given)
    return found


def _workforce(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _count(given.get(name)) for name in WORKFORCE}


def _age(given: Mapping[str, Any]) -> dict[str, Any]:
    age = given.get("minimum_age")
    checks = _several(given.get("age_checks"), "age_checks")
    if age not in AGES or not checks:
        raise PinError("claim.age")
    return {"minimum_age": age, "age_checks": checks}


def _paid(given: Mapping[str, Any]) -> dict[str, Any]:
    paid = _several(given.get("paid"), "paid")
    if not paid:
        raise PinError("claim.choose")
    return {"paid": paid}


def _inspected(given: Mapping[str, Any]) -> dict[str, Any]:
    day = past_day(given.get("inspected_on"))
    return {"committee": _one(given.get("committee"), "committee")} | (
        {"inspected_on": day.isoformat()} if day else {}
    )


def _kiln(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"kiln": _one(given.get("kiln"), "kiln")}


_FACTS = {"workforce": _workforce, "age": _age, "paid": _paid, "inspected": _inspected, "kiln": _kiln}


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PEOPLE:
        raise PinError("claim.people")
    return value


def _one(value: Any, of: str) -> str:
    if value not in CHOICES[of]:
        raise PinError("claim.choose")
    return str(value)


def _several(values: Any, of: str) -> list[str]:
    return [code for code in CHOICES[of] if code in (values or ())]


def _text(value: str, most: int, wanted: bool) -> str:
    if len(value) > most:
        raise PinError("claim.too_long", most=most)
    if wanted and not is_readable(value):
        raise PinError("claim.missing")
    return value
