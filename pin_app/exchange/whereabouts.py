"""Cells that say where somebody is or how to call there: country, region, district, telephone."""

from __future__ import annotations

from functools import cache
from typing import Any

from pin_app import places
from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.i18n import LANGUAGES
from pin_app.profiles import guards
from pin_app.spreadsheets import phones
from pin_app.spreadsheets.values import Doubtful


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
    return phones.phone(cell, of_country, guards.phone)


@cache
def _countries() -> dict[str, str]:
    named = [(code, places.label(code, language)) for code in places.COUNTRIES for language in LANGUAGES]
    return {name.casefold(): code for code, name in named}
