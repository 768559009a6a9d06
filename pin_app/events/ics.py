"""Calendar files (RFC 5545): what a person's calendar takes over, with hours by the clocks of the place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Response, current_app
from icalendar import Calendar
from icalendar import Event as Component

from pin_app.events import clocks, zones
from pin_app.events.feeds import Entry
from pin_app.i18n import language
from pin_app.security import external
from pin_app.settings import Settings

MIMETYPE = "text/calendar"
REFRESH = timedelta(hours=6)


def written(entries: Iterable[Entry], name: str, language: str) -> bytes:
    """Return a calendar with these entries and a name in a language."""
    calendar = Calendar()
    calendar.add("prodid", f"-//PIN//Pakistan-Italy Network//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found = list(entries)
    for name_of_zone in sorted({entry.time_zone for entry in found}):
        calendar.add_component(zones.zone(name_of_zone))
    for entry in found:
        calendar.add_component(_component(entry))
    return bytes(calendar.to_ical())


def download(entries: Iterable[Entry], name: str, filename: str) -> Response:
    """Return a calendar as a file, in the language now in use."""
    answer = Response(written(entries, name, language()), content_type=f"{MIMETYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def _component(entry: Entry) -> Component:
    made = Component()
    made.add("uid", f"{entry.uid}@{_host()}")
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("sequence", entry.sequence)
    made.add("dtstart", _there(entry.starts_at, entry.time_zone))
    made.add("dtend", _there(entry.ends_at, entry.time_zone))
    made.add("summary", entry.title)
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name, text in (("description", _description(entry)), ("location", entry.place or entry.link)):
        if text:
            made.add(name, text)
    if entry.path:
        made.add("url", external(entry.path))
    return made


def _description(entry: Entry) -> str:
    """What stands under the title: the words, the link before a screen, and the page at PIN."""
    page = external(entry.path) if entry.path else ""
    return "\n\n".join(part for part in (entry.description, entry.link, page) if part)


def _there(moment: datetime, zone: str) -> datetime:
    """Return a moment by the clocks of a zone; in UTC where the same hour came once before that night."""
    local = clocks.local(moment, zone)
    return moment.astimezone(UTC) if local.fold else local


def _host() -> str:
    settings: Settings = current_app.extensions["pin.settings"]
    return urlsplit(settings.base_url).hostname or "pin"
