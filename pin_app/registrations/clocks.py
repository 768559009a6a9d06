"""When an event is, by the clocks of its place and of the other country, in the words of a mail."""

from __future__ import annotations

from datetime import datetime

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.events.words import CLOCKS
from pin_app.i18n import apart


def times_of(event: Event, language: str) -> list[str]:
    """Return a line for each clock, that of the place first."""
    with force_locale(language):
        return [_line(event, zone) for zone in showing.zones_of(event)]


def moment_of(event: Event, moment: datetime) -> str:
    """Return a moment by the clock of the event's place, without seconds, in the language of the page."""
    day = format_date(showing.local(event, moment), "full", rebase=False)
    hour, clock = apart(showing.hour(moment, event.time_zone)), CLOCKS.get(event.time_zone, event.time_zone)
    return str(_("%(day)s, %(hour)s (%(clock)s)", day=day, hour=hour, clock=clock))


def _line(event: Event, zone: str) -> str:
    span = showing.span(event.starts_at, event.ends_at, zone)
    return str(_("%(span)s (%(clock)s)", span=span, clock=CLOCKS.get(zone, zone)))
