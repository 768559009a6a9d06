"""What cells of any table can say: yes and no in three languages, and that a calculation failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pin_app.errors import PinError
from pin_app.forms import clean_line

YES = frozenset({"yes", "y", "true", "1", "si", "sì", "x", "vero", "ہاں", "جی", "جی ہاں"})
NO = frozenset({"no", "n", "false", "0", "falso", "نہیں", "جی نہیں"})
# What a spreadsheet shows where a calculation failed.
CALCULATION_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that can be taken in, with a word to the sender to look at it again."""

    value: Any
    doubt: PinError


def answer(cell: str) -> bool | None:
    """Yes or no in three languages, None for an empty cell."""
    word = clean_line(cell).casefold()
    if word and word not in YES | NO:
        raise PinError("spreadsheets.not_yes_or_no")
    return word in YES if word else None
