"""Finding people by words as somebody types them, whatever the keyboard.

Compared here and not in the store, which knows neither accents nor the letters that keyboards have twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select

from pin_app import search
from pin_app.db import db
from pin_app.registrations.models import Registration

MOST_WORDS = 6


def holding(wanted: Select[Any], words: str, fields: Sequence[Any], most: int | None = None) -> list[int]:
    """Return the numbers of those among some registrations whose name and fields hold every word.

    In their order, so many at most. Where nobody is found, names are closed up as well: who hears D’Angelo
    may type "dangelo".
    """
    asked = search.folded_once(words)[:MOST_WORDS]
    if not asked:
        return []
    rows = db.session.execute(wanted.with_only_columns(Registration.id, Registration.name_key, *fields)).all()
    held = [(number, "\n".join((name, search.indexed(others)))) for number, name, *others in rows]
    found = [number for number, text in held if all(word in text for word in asked)]
    if not found:
        closed = ((number, text.replace(" ", "")) for number, text in held)
        found = [number for number, text in closed if all(word in text for word in asked)]
    return found[:most]
