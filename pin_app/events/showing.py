"""How an event is read: its texts in the reader's language, its days by the clocks of both countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask_babel import format_date, format_time

from pin_app.events import clocks
from pin_app.events.models import TIME_ZONES, Event, ProgrammeItem
from pin_app.i18n import LANGUAGES, apart, direction

SHARED = "en"  # more people in Sialkot read it than Italian, and more in Brescia than Urdu


class Said(NamedTuple):
    """A text, and the language in which it stands there."""

    text: str
    language: str


def said(texts: Mapping[str, str], language: str, fallback: str) -> Said:
    """Return a text in a language, else in English, the fallback or any; empty where there is none."""
    for code in (language, SHARED, fallback, *texts):
        if text := texts.get(code, ""):
            return Said(text, code)
    return Said("", language)


def in_language(texts: Mapping[str, str], language: str, fallback: str) -> str:
    """Return the bare text in a language, else in English, else in the fallback, else in any."""
    return said(texts, language, fallback).text


def title_of(event: Event, language: str) -> str:
    """Return the title as a reader of this language sees it."""
    return in_language(event.titles, language, event.language)


def languages_of(event: Event) -> list[str]:
    """Return the languages in which an event is told, the main one first."""
    return [
        event.language,
        *(code for code in LANGUAGES if code != event.language and event.titles.get(code)),
    ]


def place_of(event: Event) -> str:
    """Return where people go, in one line; empty for an event that is only online."""
    return ", ".join(part for part in (event.venue, event.address, event.city) if part)


def local(event: Event, moment: datetime) -> datetime:
    """Return a moment by the clocks where the event takes place."""
    return clocks.local(moment, event.time_zone)


def days_of(event: Event) -> list[date]:
    """Return the days of an event by the calendar of the place; midnight ends a day and begins none."""
    moments = event.starts_at, event.ends_at - timedelta(microseconds=1)
    first, last = (local(event, moment).date() for moment in moments)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def zones_of(event: Event) -> list[str]:
    """Return both time zones, that of the event first."""
    return [event.time_zone, *(zone for zone in TIME_ZONES if zone != event.time_zone)]


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return from when to when by the clocks of a zone, in the reader's language, with the day."""
    first, last = clocks.local(starts_at, zone), clocks.local(ends_at, zone)
    if first.date() == last.date():
        return day_and_hours(first.date(), hours(starts_at, ends_at, zone))
    return f"{span_of_moment(starts_at, zone)} – {span_of_moment(ends_at, zone)}"


def hours(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return from when to when by the clocks of a zone, without the day."""
    return f"{hour(starts_at, zone)} – {hour(ends_at, zone)}"


def hour(moment: datetime, zone: str) -> str:
    """Return the time of day by the clocks of a zone, in the reader's language."""
    return str(format_time(clocks.local(moment, zone), "short", rebase=False))


def span_of_moment(moment: datetime, zone: str) -> str:
    """Return a day and an hour by the clocks of a zone, in the reader's language."""
    return day_and_hours(clocks.local(moment, zone).date(), hour(moment, zone))


def day_and_hours(day: date, hours: str) -> str:
    """Return a day with its hours, by the comma of the reader's writing."""
    return f"{day_name(day)}{'،' if direction() == 'rtl' else ','} {apart(hours)}"


def day_name(day: date) -> str:
    """Return a day with its weekday, in the reader's language."""
    return str(format_date(day, "full"))


def by_day(event: Event, programme: Sequence[ProgrammeItem]) -> list[tuple[date, list[ProgrammeItem]]]:
    """Return the points of a programme under the days by the calendar of the place."""
    found: dict[date, list[ProgrammeItem]] = {}
    for item in programme:
        found.setdefault(local(event, item.starts_at).date(), []).append(item)
    return list(found.items())


def day_of(value: object) -> date | None:
    """Read a day as a form sends it; None for what is none."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
