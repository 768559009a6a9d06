"""How single cells become values: each function takes the text and the row's country, or refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.profiles import guards
from pin_app.spreadsheets import values
from pin_app.spreadsheets.values import Doubtful

MOST_IN_CELL = 100
# Whole, or in groups: 1.234.567 or 1 234 567 or, in lakh and crore, 12,34,567; then perhaps cents.
AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?P<sign>[.,'’ \u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*|\d{1,3}(?:,\d{2})*,\d{3}|\d+)"
    r"(?:(?P<point>[.,])(?P<cents>\d{1,2}))?"
)
_PART = re.compile(r"(?:\\[\\|]|[^|])+")
_ESCAPED = re.compile(r"\\([\\|])")


def split(cell: str) -> list[str]:
    r"""Return the values of a cell separated by |; inside a value \| is a bar and \\ a backslash."""
    if cell.count("|") > MOST_IN_CELL:
        raise PinError("exchange.too_many_values", most=MOST_IN_CELL)
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _PART.findall(cell))
    return [part for part in parts if part]


def join(values: Iterable[str]) -> str:
    """Return the cell for several values."""
    return "|".join(value.replace("\\", "\\\\").replace("|", r"\|") for value in values)


def written(value: Any) -> str:
    """Return the cell for a value: lists joined, yes or no as words, nothing as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return join(value) if isinstance(value, list) else str(value)


def code(cell: str) -> str:
    """A code as the contract writes it: "Italian firm" is italian_firm."""
    return "_".join(clean_line(cell).casefold().replace("-", " ").split())


def codes(cell: str) -> list[str]:
    """Several codes."""
    return [code(part) for part in split(cell)]


def identifier(cell: str, _country: str) -> str:
    """The sender's own name of the row, 1 to 120 characters."""
    found = clean_line(cell)
    if not found or len(found) > 120:
        raise PinError("exchange.no_identifier")
    return found


def name(cell: str, _country: str) -> str:
    """A party's name, which must be readable."""
    found = guards.line(cell)
    if not found:
        raise PinError("exchange.no_name")
    return found


def texts(cell: str, _country: str) -> list[str]:
    """Statements, each as one text."""
    found = list(dict.fromkeys(guards.statement_text(part) for part in split(cell)))
    if len(found) > guards.STATEMENTS_MOST:
        raise PinError("exchange.too_many_values", most=guards.STATEMENTS_MOST)
    return found


def count(cell: str, _country: str) -> int | None:
    """A whole number as Italians or Pakistanis write it; a part behind the decimal sign must be zero."""
    whole, cents = _amount(cell)
    if cents:
        raise PinError("profile.not_a_number")
    return whole


def euros(cell: str, _country: str) -> Any:
    """An amount in whole euros; cents are rounded, and the sender is told."""
    whole, cents = _amount(clean_line(cell).removeprefix("€").removesuffix("€").removesuffix("EUR"))
    rounded = guards.euros(None if whole is None else whole + (cents >= 50))
    return Doubtful(rounded, PinError("exchange.cents", amount=rounded)) if cents else rounded


def answer(cell: str, _country: str) -> bool | None:
    """Yes or no in three languages, None for an empty cell."""
    return values.answer(cell)


def _amount(cell: str) -> tuple[int | None, int]:
    typed = clean_line(cell)
    if not typed:
        return None, 0
    found = AMOUNT.fullmatch(typed) if len(typed) < 40 else None
    if not found or (found["point"] and found["point"] in found["whole"]):
        raise PinError("profile.not_a_number")
    return int(re.sub(r"\D", "", found["whole"])), int((found["cents"] or "").ljust(2, "0"))
