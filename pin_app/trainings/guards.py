"""What a series may hold: cleaned values, or a refusal with a code."""

from __future__ import annotations

from typing import Any

from pin_app.errors import PinError
from pin_app.profiles import guards
from pin_app.trainings.models import AUDIENCES, UNITS

PERCENT_MOST = 100
SESSIONS_MOST = 500


def audience(value: Any) -> str:
    """One of the audiences."""
    return _one_of(value, AUDIENCES)


def unit(value: Any) -> str:
    """In what the minimum is counted."""
    return _one_of(value, UNITS)


def minimum(value: Any, of_unit: str) -> int | None:
    """What a certificate asks for, None where there is none."""
    return guards.whole_number(value, 1, PERCENT_MOST if of_unit == "percent" else SESSIONS_MOST)


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise PinError("training.unknown_choice")
    return str(value)
