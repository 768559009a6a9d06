"""Differences between versions in words: what a value is called, how it reads, which of its words are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import format_date, format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app import places, sectors
from pin_app.i18n import language
from pin_app.profiles import words
from pin_app.profiles.comparing import Difference, Word, differences, marked

NAMES: Mapping[str, Any] = {
    "kind": _l("Kind"),
    "name": _l("Name"),
    "legal_name": _l("Registered name"),
    "about": _l("About"),
    "website": _l("Website"),
    "country": _l("Country"),
    "region": _l("Region"),
    "city": _l("Town"),
    "home_district": _l("District of origin"),
    "sectors": _l("Sectors"),
    "languages": _l("Languages"),
    "employees": _l("People"),
    "founded": _l("Since"),
    "women_led": _l("Led by women"),
    "direction": _l("Offered or sought"),
    "min_eur": _l("From (EUR)"),
    "max_eur": _l("Up to (EUR)"),
    "instruments": _l("In which form"),
    "districts": _l("Districts"),
    "purpose": _l("What the money is for"),
    "jobs_expected": _l("Jobs expected"),
    "horizon": _l("For how long"),
    "co_invest": _l("Together with other investors"),
    "stage": _l("How far the project is"),
}
STATED: Mapping[str, Any] = {
    "text": _l("text"),
    "intent": _l("aim"),
    "sectors": _l("sectors"),
    "language": _l("language"),
    "expires_on": _l("until when"),
}


class Told(NamedTuple):
    """One difference as staff read it: what it is, and the words before and now."""

    title: str
    before: list[Word]
    now: list[Word]


def told(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Told]:
    """Return what differs between two snapshots, in the reader's language."""
    return [_told(one) for one in differences(old, new)]


def changed_names(fields: Mapping[str, Any], terms: Mapping[str, Any], stated: int, added: int) -> list[str]:
    """Return in a few words what has changed, for a line in a list."""
    found = [str(NAMES[name]) for name in fields if name in NAMES]
    if stated:
        found.append(str(_("Offers and needs")))
    if added:
        found.append(str(_("New offers or needs: %(count)s", count=added)))
    if terms:
        found.append(str(_("Investment")))
    return found


def _told(one: Difference) -> Told:
    before, after = (_reads(one, value) for value in (one.old, one.new))
    return Told(_title(one), *marked(before, after))


def _title(one: Difference) -> str:
    if one.part == "terms":
        return str(_("Investment: %(value)s", value=NAMES[one.name]))
    if one.part == "fields":
        return str(NAMES[one.name])
    value = STATED[one.name]
    if not one.number:
        return (
            str(_("Offer that was taken back"))
            if one.direction == "offer"
            else str(_("Need that was taken back"))
        )
    if one.direction == "offer":
        return str(_("Offer %(number)s: %(value)s", number=one.number, value=value))
    return str(_("Need %(number)s: %(value)s", number=one.number, value=value))


def _reads(one: Difference, value: Any) -> str:
    """Return how a value reads on a page, empty for nothing."""
    if value is None or value in ("", []):
        return ""
    if one.name == "intent":
        return str(words.intent(one.direction, value))
    if one.name == "direction":
        return str(words.TERMS[value])
    if isinstance(value, list):
        return " · ".join(_READS.get(one.name, str)(part) for part in value)
    return _READS.get(one.name, str)(value)


_READS: Mapping[str, Callable[[Any], str]] = {
    "kind": lambda code: str(words.KINDS[code]),
    "country": lambda code: places.label(code, language()),
    "region": lambda code: places.label(code, language()),
    "home_district": lambda name: places.label(name, language()),
    "districts": lambda name: places.label(name, language()),
    "sectors": lambda code: f"{sectors.label(code)} ({code})",
    "languages": words.spoken,
    "language": lambda code: str(words.TEXT_LANGUAGES[code]),
    "instruments": lambda code: str(words.INSTRUMENTS[code]),
    "women_led": lambda said: str(_("Yes") if said else _("No")),
    "expires_on": lambda day: format_date(date.fromisoformat(day)),
    "employees": format_decimal,
    "min_eur": format_decimal,
    "max_eur": format_decimal,
    "jobs_expected": format_decimal,
    "horizon": lambda code: str(words.HORIZONS[code]),
    "co_invest": lambda code: str(words.ANSWERS[code]),
    "stage": lambda code: str(words.STAGES[code]),
}
