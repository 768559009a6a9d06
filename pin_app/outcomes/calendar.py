"""When a side is asked: days are counted in Rome, and a month that is too short ends on its last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pin_app.outcomes.models import MONTHS

HERE = ZoneInfo("Europe/Rome")
REMIND_AFTER = timedelta(days=14)  # once
SILENT_AFTER = timedelta(days=7)  # after the reminder: then staff call
TRY_AGAIN_AFTER = timedelta(days=3)  # after a call that nobody took
MISSED_AFTER = timedelta(days=90)  # an answer to a question is not awaited for longer
LINK_LASTS = timedelta(days=120)
LATEST = timedelta(days=366 + 120)  # after an introduction: then no question can be due any more


def day_of(moment: datetime) -> date:
    """Return the day of a moment in Rome."""
    return moment.astimezone(HERE).date()


def later(day: date, months: int) -> date:
    """Return the same day some months later; 30 November and three months make the last of February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due(introduced_at: datetime, moment: datetime) -> list[tuple[int, date]]:
    """Return the questions whose day has come, as months and day, the earliest first."""
    begun, today = day_of(introduced_at), day_of(moment)
    days = [(months, later(begun, months)) for months in MONTHS]
    return [(months, day) for months, day in days if day <= today]
