"""What the values by which the directory is narrowed are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app import places, sectors
from pin_app.i18n import language
from pin_app.profiles.words import DIRECTIONS, NEED_INTENTS, OFFER_INTENTS, spoken
from pin_app.profiles.words import KINDS as KIND_NAMES

__all__ = [
    "DIRECTIONS",
    "EVERY",
    "FACETS",
    "KIND_NAMES",
    "ORDERS",
    "choices",
    "kind",
    "label",
    "place",
    "sector",
]

Known = Iterable[tuple[str, str]]  # a heading and a value
FACETS: dict[str, Any] = {
    "kind": _l("Kind"),
    "country": _l("Country"),
    "region": _l("Region"),
    "sector": _l("Sector"),
    "intent": _l("Offers or looks for"),
    "language": _l("Language spoken"),
    "claim": _l("Decent work: proof"),
}
EVERY: dict[str, Any] = {
    "kind": _l("Every kind"),
    "country": _l("Both countries"),
    "region": _l("Every region"),
    "sector": _l("Every sector"),
    "intent": _l("Everything"),
    "language": _l("Every language"),
    "claim": _l("With or without"),
}
ORDERS: dict[str, Any] = {
    "relevance": _l("Best fit first"),
    "newest": _l("Newest first"),
    "name": _l("By name"),
}
KINDS: dict[str, Any] = {
    "diaspora_entrepreneur": _l("Entrepreneurs of the diaspora"),
    "pakistani_firm": _l("Firms in Pakistan"),
    "italian_firm": _l("Firms in Italy"),
    "investor": _l("Investors"),
    "association": _l("Associations"),
    "institution": _l("Institutions"),
}
# A code of a direction and an intent, as the directory keeps it.
INTENTS: dict[str, Any] = {
    **{f"offer:{code}": name for code, name in OFFER_INTENTS.items()},
    **{f"need:{code}": name for code, name in NEED_INTENTS.items()},
}


CLAIMS: dict[str, Any] = {
    "1": _l("Some claim at level 1 or more"),
    "2": _l("Some claim at level 2 or more"),
    "3": _l("Some claim at level 3 or more"),
    "4": _l("Some claim at level 4"),
}


class Choice(NamedTuple):
    """One value to choose: what it is called and how many profiles have it."""

    value: str
    label: str
    many: int


Groups = list[tuple[str, list[Choice]]]  # a heading, empty where none is needed, and what stands under it


def label(facet: str, value: str) -> str:
    """Return what a value is called in the reader's language."""
    return _LABELS[facet](value)


def choices(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Groups]:
    """Return by facet the values that some profile has, in an order in which people find them."""
    return {facet: _grouped(facet, counts.get(facet, {})) for facet in FACETS}


@lru_cache(maxsize=1_000)
def kind(code: str, of_language: str) -> str:
    """Return what one party of a kind is called."""
    return str(KIND_NAMES[code])


@lru_cache(maxsize=10_000)
def place(city: str, region: str, country: str, of_language: str) -> str:
    """Return where somebody is, from town to country; in Urdu, towns of Pakistan by their Urdu names."""
    town = places.label(city, of_language) if country == "PK" else city
    parts = [town, *(places.label(code, of_language) for code in (region, country) if code)]
    return " · ".join(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=10_000)
def sector(code: str, of_language: str) -> str:
    """Return what a sector is called."""
    return sectors.label(code, of_language)


def _grouped(facet: str, counted: Mapping[str, int]) -> Groups:
    groups: dict[str, list[Choice]] = {}
    for group, value in _KNOWN[facet](counted):
        if value in counted:
            groups.setdefault(group, []).append(Choice(value, label(facet, value), counted[value]))
    return list(groups.items())


def _plain(values: Iterable[str]) -> Known:
    return [("", value) for value in values]


def _regions(_counted: Mapping[str, int]) -> Known:
    for country in places.COUNTRIES:
        inside = sorted(places.regions(country), key=lambda code: places.label(code, language()))
        yield from ((places.label(country, language()), code) for code in inside)


def _sectors(_counted: Mapping[str, int]) -> Known:
    for section in sectors.below():
        yield from ((section.label, code) for code in (section.code, *_divisions(section.code)))


def _divisions(section: str) -> list[str]:
    return [division.code for division in sectors.below(section)]


def _intents(_counted: Mapping[str, int]) -> Known:
    return [(str(DIRECTIONS[code.partition(":")[0]]), code) for code in INTENTS]


def _languages(counted: Mapping[str, int]) -> Known:
    return _plain(sorted(counted, key=spoken))


def _sector_name(code: str) -> str:
    return (
        str(_("All of: %(section)s", section=sectors.label(code))) if code.isalpha() else sectors.label(code)
    )


def _intent_name(code: str) -> str:
    return str(INTENTS[code])


def _place_name(code: str) -> str:
    return places.label(code, language())


_LABELS: dict[str, Callable[[str], str]] = {
    "kind": lambda value: str(KINDS[value]),
    "country": _place_name,
    "region": _place_name,
    "sector": _sector_name,
    "intent": _intent_name,
    "language": spoken,
    "claim": lambda value: str(CLAIMS[value]),
}
_KNOWN: dict[str, Callable[[Mapping[str, int]], Known]] = {
    "kind": lambda counted: _plain(KINDS),
    "country": lambda counted: _plain(places.COUNTRIES),
    "region": _regions,
    "sector": _sectors,
    "intent": _intents,
    "language": _languages,
    "claim": lambda counted: _plain(CLAIMS),
}
