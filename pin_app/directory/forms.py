"""What somebody asks the directory, read from an address; what makes no sense is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pin_app import places, sectors
from pin_app.directory.queries import Wanted
from pin_app.forms import clean_line
from pin_app.profiles.models import KINDS, NEED_INTENTS, OFFER_INTENTS
from pin_app.search import LONGEST_QUERY

ORDERS = ("relevance", "newest", "name")
MOST_PAGES = 1_000
INTENTS = (*(f"offer:{intent}" for intent in OFFER_INTENTS), *(f"need:{intent}" for intent in NEED_INTENTS))
_LANGUAGE = re.compile(r"[a-z]{2}")
_PAGE = re.compile(r"[1-9][0-9]{0,3}")
_ALLOWED: dict[str, Callable[[str], bool]] = {
    "kind": lambda value: value in KINDS,
    "country": lambda value: value in places.COUNTRIES,
    "region": lambda value: any(places.is_region(value, country) for country in places.COUNTRIES),
    "sector": lambda value: len(value) <= 2 and sectors.canonical(value) == value,
    "intent": lambda value: value in INTENTS,
    "language": lambda value: bool(_LANGUAGE.fullmatch(value)),
    "claim": lambda value: value in ("1", "2", "3", "4"),
}


def read(arguments: Mapping[str, str]) -> Wanted:
    """Return what the arguments of an address ask for; of a repeated one the first counts."""
    words = clean_line(arguments.get("q", "")[: LONGEST_QUERY * 2])[:LONGEST_QUERY]
    facets = {name: arguments.get(name, "")[:30] for name in _ALLOWED}
    order, page = arguments.get("order", ""), arguments.get("page", "")[:5]
    return Wanted(
        words=words,
        facets={name: value for name, value in facets.items() if value and _ALLOWED[name](value)},
        order=order if order in ORDERS else "relevance" if words else "newest",
        page=min(int(page), MOST_PAGES) if _PAGE.fullmatch(page) else 1,
    )
