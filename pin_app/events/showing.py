"""How an event is read: its texts in the reader's language, its days in its own time zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pin_app.events.models import Event


def in_language(texts: Mapping[str, str], language: str, fallback: str) -> str:
    """Return a text in a language, else in the fallback, else in any; empty where there is none."""
    return next((text for code in (language, fallback, *texts) if (text := texts.get(code, ""))), "")


def title_of(event: Event, language: str) -> str:
    """Return the title as a reader of this language sees it."""
    return in_language(event.titles, language, event.language)


def local(event: Event, moment: datetime) -> datetime:
    """Return a moment by the clocks where the event takes place."""
    return moment.astimezone(ZoneInfo(event.time_zone))


def days_of(event: Event) -> list[date]:
    """Return the days of an event by the calendar of the place."""
    first, last = local(event, event.starts_at).date(), local(event, event.ends_at).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def place_of(event: Event) -> str:
    """Return where people go, in one line; empty for an event that is only online."""
    return ", ".join(part for part in (event.venue, event.address, event.city) if part)
