"""Days and hours by the clocks of a place, and the moments that they mean, also when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pin_app.errors import PinError

FIRST_YEAR, LAST_YEAR = 2000, 2100  # further off the rules of time zones are nobody's promise


def moment(day: date, hour: time, zone: str, after: datetime | None = None) -> datetime:
    """Return the moment (UTC) of an hour by the clocks of a zone.

    An hour that is left out when clocks go forward is refused. One that comes twice when they go back is the
    first, unless only the second lies after `after`.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PinError("event.odd_year", least=FIRST_YEAR, most=LAST_YEAR)
    local = datetime.combine(day, hour, ZoneInfo(zone))
    found = local.astimezone(UTC)
    if found.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise PinError("event.hour_left_out")
    return found if after is None or found > after else local.replace(fold=1).astimezone(UTC)


def local(point: datetime, zone: str) -> datetime:
    """Return a moment by the clocks of a zone."""
    return point.astimezone(ZoneInfo(zone))


def distance(first: datetime, second: datetime, zone: str) -> timedelta:
    """Return how far the clocks of a zone go from one moment to another."""
    return local(second, zone).replace(tzinfo=None) - local(first, zone).replace(tzinfo=None)


def shifted(point: datetime, by: timedelta, zone: str) -> datetime:
    """Return the moment that is so much later by the clocks of a zone: 9:00 stays 9:00 when they change."""
    there = local(point, zone)
    return (there.replace(tzinfo=None) + by).replace(tzinfo=there.tzinfo, fold=there.fold).astimezone(UTC)
