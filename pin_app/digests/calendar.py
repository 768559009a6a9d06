"""When a digest is due: a morning on a Tuesday where the member lives, never at night, once a period."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONES = {"IT": ZoneInfo("Europe/Rome"), "PK": ZoneInfo("Asia/Karachi")}
TUESDAY = 2  # as ISO counts
FIRST_HOUR, LAST_HOUR = 9, 20  # what was held up in the morning still goes out in the day


def period_due(pace: str, country: str, moment: datetime) -> str:
    """Return the name of the period whose digest may go out now, empty where it is not time."""
    local = moment.astimezone(ZONES[country])
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return ""
    if pace == "weekly":
        year, week, weekday = local.isocalendar()
        return f"{year}-W{week:02d}" if weekday >= TUESDAY else ""
    if pace == "monthly":
        return f"{local:%Y-%m}" if local.day >= first_tuesday(local.date()).day else ""
    return ""


def first_tuesday(day: date) -> date:
    """Return the first Tuesday of a day's month."""
    first = day.replace(day=1)
    return first.replace(day=1 + (TUESDAY - first.isoweekday()) % 7)
