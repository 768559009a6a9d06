"""Moments of thousands of people: read as texts, and turned into days an hour at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Text, cast, func

from pin_app.db import db

HOUR, SECOND = 13, 19  # so many letters of `2026-11-22 09:15:00`


def in_utc(column: Any) -> ColumnElement[str]:
    """A moment in UTC as the text `2026-11-22 09:15:00`: making objects costs more than reading."""
    if db.engine.dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS")
    return cast(column, Text)  # as it is kept, and with fractions behind


class Days(dict[str, str]):
    """The days of moments by the clocks of a place, as ISO 8601 has them; one is worked out for each hour.

    The hour in which a day ends there has none; its moments are looked at one by one.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def of(self, moment: str) -> str:
        """The day of a moment that `in_utc` has read."""
        return self[moment[:HOUR]] or self._day(moment[:SECOND])

    def __missing__(self, hour: str) -> str:
        begins, ends = self._day(f"{hour}:00:00"), self._day(f"{hour}:59:59")
        self[hour] = begins if begins == ends else ""
        return self[hour]

    def _day(self, moment: str) -> str:
        there = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(self._zone)
        return there.date().isoformat()
