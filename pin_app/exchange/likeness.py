"""Rows that may name a party twice: the same name in the same country, whatever the legal form."""

from __future__ import annotations

from collections.abc import Iterable

from pin_app.doubles import telling_words
from pin_app.errors import PinError
from pin_app.exchange.rows import Row

Named = tuple[str, str, str]  # country, name, and how to call the profile in a remark


def note_look_alikes(rows: Iterable[Row], known: Iterable[Named]) -> None:
    """Doubt each new row that has the name of a profile or of an earlier row."""
    new = [row for row in rows if row.outcome == "created"]
    if not new:
        return
    profiles = {alike(country, name): called for country, name, called in known}
    first: dict[str, int] = {}
    for row in new:
        key = alike(row.values["country"], row.values["name"])
        if key in profiles:
            row.doubt("name", PinError("exchange.same_name_as_profile", profile=profiles[key]))
        elif first.setdefault(key, row.number) != row.number:
            row.doubt("name", PinError("exchange.same_name_as_row", row=first[key]))


def alike(country: str, name: str) -> str:
    """What two names of one party have in common: folded words without the legal form."""
    return " ".join([country, *dict.fromkeys(telling_words(name))])
