"""Fields that several forms of this room share: a day with its hour, and texts in each language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from wtforms import DateField, TimeField
from wtforms.validators import InputRequired, Optional

from pin_app.errors import PinError
from pin_app.events import clocks

Read = Callable[[Any], Any]


def day_field(label: Any, required: bool = True) -> DateField:
    """A day."""
    return DateField(label, validators=[InputRequired() if required else Optional()])


def hour_field(label: Any, required: bool = True) -> TimeField:
    """A time of day."""
    return TimeField(
        label,
        validators=[InputRequired() if required else Optional()],
        render_kw={"dir": "ltr", "step": 300},
    )


def moment_of(day: Any, hour: Any, zone: str, after: datetime | None = None) -> datetime | None:
    """Return the moment of two fields; None where nothing was said, or something is wrong, told there."""
    if day.errors or hour.errors or day.data is None:
        if hour.data is not None and not day.errors and not hour.errors:
            refuse(day, PinError("event.no_day"))
        return None
    try:
        return clocks.moment(day.data, hour.data or time(), zone, after)
    except PinError as problem:
        refuse(hour if problem.code == "event.hour_left_out" else day, problem)
        return None


def refuse(field: Any, problem: PinError) -> None:
    """Say at a field what is wrong."""
    field.errors = [*field.errors, str(problem)]


def is_right(field: Any, check: Callable[[], Any]) -> bool:
    """Run a check whose refusal is told at a field; whether nothing is wrong."""
    try:
        check()
    except PinError as problem:
        refuse(field, problem)
        return False
    return True
