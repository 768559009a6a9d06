"""Cells that say where somebody is or how to call there: country, region, district, telephone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import phonenumbers

from pin_app import places
from pin_app.errors import PinError
from pin_app.exchange.cells import Doubtful
from pin_app.forms import clean_line
from pin_app.i18n import LANGUAGES
from pin_app.profiles import guards

# A spreadsheet that took a number for an amount shows 3.93E+11: its last digits are gone.
ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


def country(cell: str, _country: str = "") -> str:
    """IT or PK, also by the country's name in one of our languages."""
    typed = clean_line(cell)
    found = guards.country(_countries().get(typed.casefold(), typed))
    if not found:
        raise PinError("profile.unknown_country")
    return found


def region(cell: str, of_country: str) -> str:
    """The ISO 3166-2 code of a region or province of the row's country, also by its name."""
    typed = clean_line(cell)
    if not typed or not of_country:  # without a country the row is refused already
        return ""
    for written in (typed.upper(), f"{of_country}-{typed.upper()}"):
        if places.is_subdivision(written, of_country):
            return written
    found = places.find_region(typed, of_country)
    if found is None:
        raise PinError("exchange.unknown_region", country=of_country)
    return found


def region_of_city(city: str, of_country: str) -> str:
    """The region in which a city lies, empty where that is not clear."""
    found = places.find_city(city, of_country) if city and of_country else None
    return found.region if found else ""


def district(cell: str, _country: str) -> Any:
    """A district of Pakistan under its own name where it is recognised, else as typed, as in the form."""
    typed = clean_line(cell)
    found = guards.district(typed)
    if found and found not in places.districts():
        return Doubtful(found, PinError("exchange.unknown_district"))
    if found.casefold() != typed.casefold():
        return Doubtful(found, PinError("exchange.read_as", read=found))
    return found


def phone(cell: str, of_country: str) -> Any:
    """A telephone number in E.164; one that lost its plus in a spreadsheet is mended, an odd one doubted."""
    typed = clean_line(cell)
    if ROUNDED.fullmatch(typed):
        raise PinError("exchange.phone_rounded")
    mended = _with_plus(typed, of_country)
    if mended:
        return Doubtful(mended, PinError("exchange.plus_lost", phone=mended))
    found = guards.phone(typed, of_country)
    if found and not phonenumbers.is_valid_number(phonenumbers.parse(found)):
        return Doubtful(found, PinError("exchange.odd_phone", phone=found))
    return found


def _with_plus(typed: str, of_country: str) -> str:
    if not (typed.isascii() and typed.isdigit() and 9 < len(typed) < 16):
        return ""
    return "" if _valid(typed, of_country) else _valid(f"+{typed}", "")


def _valid(typed: str, of_country: str) -> str:
    try:
        parsed = phonenumbers.parse(typed, of_country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@cache
def _countries() -> dict[str, str]:
    named = [(code, places.label(code, language)) for code in places.COUNTRIES for language in LANGUAGES]
    return {name.casefold(): code for code, name in named}
