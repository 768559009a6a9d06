"""The table of goods at risk, kept by staff; each change is in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app import sectors
from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.claims import guards
from pin_app.claims.models import HAZARDS, RiskGood
from pin_app.db import db, hold, now
from pin_app.errors import PinError

COUNTRIES = ("PK", "IT")
YEARS = range(2000, 2101)


def add_good(by: User, given: Mapping[str, Any]) -> RiskGood:
    """Add a good; the same good of the same source and year is not added twice."""
    _guard(by)
    good = RiskGood(**_checked(given))
    if any(_same(good, other) for other in db.session.query(RiskGood).filter_by(country=good.country)):
        raise PinError("claim.good_is_there")
    db.session.add(good)
    db.session.flush()
    record("risk.added", good, actor=by, good=good.name_en, country=good.country, source=good.source)
    return good


def change_good(good: RiskGood, by: User, given: Mapping[str, Any]) -> None:
    """Change a good; the trail says what was changed."""
    _guard(by)
    hold(good)
    new = _checked(given)
    changed = {name: value for name, value in new.items() if getattr(good, name) != value}
    for name, value in changed.items():
        setattr(good, name, value)
    if changed:
        record("risk.changed", good, actor=by, fields=sorted(changed))


def retire_good(good: RiskGood, by: User, why: str) -> None:
    """Take a good out of force with a reason; the row stays for those who ask why it counted then."""
    _guard(by)
    hold(good)
    if good.retired_at is None:
        good.retired_why = guards.line(why)
        good.retired_at = now()
        record("risk.retired", good, actor=by, good=good.name_en, why=good.retired_why)


def restore_good(good: RiskGood, by: User) -> None:
    """Put a good in force again."""
    _guard(by)
    hold(good)
    if good.retired_at is not None:
        good.retired_at, good.retired_why = None, ""
        record("risk.restored", good, actor=by, good=good.name_en)


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    hazards = [hazard for hazard in HAZARDS if hazard in (given.get("hazards") or ())]
    year = given.get("year")
    if given.get("country") not in COUNTRIES or not hazards:
        raise PinError("claim.choose")
    if year not in YEARS:
        raise PinError("claim.year")
    return {
        "country": given["country"],
        "hazards": hazards,
        "sectors": _codes(given.get("sectors")),
        "source": guards.text(given.get("source"), most=300),
        "year": year,
        "name_en": _name(given.get("name_en"), True),
        "name_it": _name(given.get("name_it"), False),
        "name_ur": _name(given.get("name_ur"), False),
    }


def _codes(typed: Any) -> list[str]:
    words = str(typed or "").replace(",", " ").replace(";", " ").split()[:20]
    found = [sectors.canonical(word) for word in words]
    if not words or not all(found) or any(len(code) < 2 for code in found):
        raise PinError("claim.sectors")
    return sorted(set(found))


def _name(value: Any, wanted: bool) -> str:
    return guards.line(value, wanted)[:120]


def _same(good: RiskGood, other: RiskGood) -> bool:
    theirs = (other.name_en.casefold(), other.source, other.year)
    return other is not good and (good.name_en.casefold(), good.source, good.year) == theirs


def _guard(by: User) -> None:
    if not is_staff(by):
        raise PinError("claim.not_staff")
