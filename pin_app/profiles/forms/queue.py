"""What staff ask the queue for, and which profiles they pick from it; what makes no sense is left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from werkzeug.datastructures import MultiDict

from pin_app import places
from pin_app.i18n import LANGUAGES
from pin_app.profiles.models import KINDS
from pin_app.profiles.reviews import LAST_PAGE, Wanted
from pin_app.typed import whole_number

PICKED_MOST = 50
WHATS = ("new", "changed")
_ALLOWED: Mapping[str, Collection[str]] = {
    "what": WHATS,
    "kind": KINDS,
    "country": places.COUNTRIES,
    "language": LANGUAGES,
    "order": ("newest",),
}
_PICKED = re.compile(r"([a-z0-9]{1,20})(?::([0-9a-f]{32}))?")


def wanted(arguments: Mapping[str, str]) -> Wanted:
    """Return what the arguments of an address ask the queue for."""
    said = {name: arguments.get(name, "") for name in _ALLOWED}
    return Wanted(**{name: value for name, value in said.items() if value in _ALLOWED[name]})


def page(arguments: Mapping[str, str]) -> int:
    """Return which page of the queue is asked for."""
    typed = arguments.get("page", "")
    number = whole_number(typed, 5) or 1
    return min(max(number, 1), LAST_PAGE)


def picked(values: MultiDict[str, str]) -> dict[str, str]:
    """Return the picked profiles by their address, each with the digest of what was looked at."""
    found = (_PICKED.fullmatch(value) for value in values.getlist("pick")[:PICKED_MOST])
    return {one[1]: one[2] or "" for one in found if one}
