"""Regions, Italian provinces and Pakistani districts, with their names in English, Italian and Urdu."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pycountry
from babel import Locale

COUNTRIES = ("IT", "PK")
LANGUAGES = ("en", "it", "ur")


@dataclass(frozen=True, slots=True)
class District:
    """One Pakistani district: English and Urdu name, province (ISO 3166-2), and what else people call it."""

    name: str
    name_ur: str
    province: str
    also: tuple[str, ...]


@cache
def regions(country: str) -> tuple[str, ...]:
    """Return the ISO 3166-2 codes of the regions (IT) or provinces and territories (PK) of a country."""
    held = (code for code, parent in _parents().items() if parent is None)
    return tuple(code for code in held if code.startswith(f"{country}-"))


@cache
def provinces(region: str) -> tuple[str, ...]:
    """Return the ISO 3166-2 codes of the Italian provinces of a region; empty for Pakistan."""
    return tuple(code for code, parent in _parents().items() if parent == region)


def districts() -> tuple[str, ...]:
    """Return the English names of the Pakistani districts, by province; they are also their keys."""
    return tuple(districts_by_name())


def region_of(place: str) -> str | None:
    """Return the region of an Italian province or Pakistani district; of a region, itself."""
    if place in _parents():
        return _parents()[place] or place
    district = districts_by_name().get(place)
    return district.province if district else None


def is_region(code: str, country: str) -> bool:
    """Say whether a code is a region of that country."""
    return code in regions(country)


def is_subdivision(code: str, country: str) -> bool:
    """Say whether a code is a region or a province of that country."""
    return code in _parents() and code.startswith(f"{country}-")


def label(place: str, language: str) -> str:
    """Return the name of a country, region, province or district; what is unknown comes back as it is."""
    spoken = language if language in LANGUAGES else "en"
    if place in COUNTRIES:
        return str(Locale(spoken).territories[place])
    if names := _names().get(place):
        return names[spoken]
    district = districts_by_name().get(place)
    return district.name_ur if district and spoken == "ur" else place


@cache
def districts_by_name() -> Mapping[str, District]:
    """Return English name -> district (Pakistan Bureau of Statistics, census 2023, and newer)."""
    return {row["name"]: _district(row) for row in _rows("districts.csv")}


def _district(row: dict[str, str]) -> District:
    also = tuple(row["also"].split("|")) if row["also"] else ()
    return District(row["name"], row["name_ur"], row["province"], also)


@cache
def _parents() -> Mapping[str, str | None]:
    """Return ISO 3166-2 code -> code of the region it lies in, sorted by English name."""
    known = [entry for country in COUNTRIES for entry in pycountry.subdivisions.get(country_code=country)]
    parents = {entry.code: entry.parent_code for entry in known}
    return dict(sorted(parents.items(), key=lambda item: label(item[0], "en")))


@cache
def _names() -> Mapping[str, dict[str, str]]:
    return {row["code"]: row for row in _rows("places_ur.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files("pin_app") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
