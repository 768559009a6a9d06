"""What an event, its programme and its questions may hold: cleaned values, or a refusal with a code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pin_app.errors import PinError
from pin_app.events.models import KINDS, TIME_ZONES
from pin_app.forms import clean_line, clean_text, is_readable
from pin_app.i18n import LANGUAGES
from pin_app.profiles import guards

TITLE_MOST, SUMMARY_MOST, DESCRIPTION_MOST, NOTE_MOST = 150, 300, 10_000, 2_000
DAYS_MOST = 31
CAPACITY_MOST = 100_000
HOURS_LEAST, HOURS_MOST = 1, 336  # how long an offered place waits

line = guards.line
city = guards.city
country = guards.country
region = guards.region


def kind(value: str) -> str:
    """One of the kinds of events."""
    return one_of(value, KINDS)


def language(value: str) -> str:
    """The language that is always filled in."""
    return one_of(value, tuple(LANGUAGES))


def time_zone(value: str) -> str:
    """One of the two time zones."""
    return one_of(value, TIME_ZONES)


def venue(value: str | None) -> str:
    """The name of the house."""
    return line(value, 200)


def address(value: str | None) -> str:
    """Street and number."""
    return line(value, 300)


def link(value: str | None) -> str:
    """An address on the web where people meet online, or nothing."""
    return guards.website(value)


def title(value: str | None) -> str:
    """A title, possibly empty."""
    return line(value, TITLE_MOST)


def summary(value: str | None) -> str:
    """What it is about in a sentence or two."""
    return bounded(clean_line(value), SUMMARY_MOST)


def description(value: str | None) -> str:
    """What it is about at length."""
    return bounded(clean_text(value).strip(), DESCRIPTION_MOST)


def note(value: str | None) -> str:
    """Words to those who registered."""
    return bounded(clean_text(value).strip(), NOTE_MOST)


def capacity(value: Any) -> int | None:
    """How many places there are, None for as many as come."""
    return guards.whole_number(value, 1, CAPACITY_MOST)


def offer_hours(value: Any) -> int:
    """How many hours an offered place waits for an answer."""
    found = guards.whole_number(value, HOURS_LEAST, HOURS_MOST)
    if found is None:
        raise PinError("profile.out_of_range", least=HOURS_LEAST, most=HOURS_MOST)
    return found


def period(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an event that ends before it starts or goes on for more than a month."""
    if ends_at <= starts_at:
        raise PinError("event.ends_before_it_starts")
    if ends_at - starts_at > timedelta(days=DAYS_MOST):
        raise PinError("event.too_long", most=DAYS_MOST)


def registration(opens_at: datetime | None, closes_at: datetime | None, ends_at: datetime) -> None:
    """Refuse a registration that closes before it opens or after the event is over."""
    if opens_at is not None and opens_at >= (closes_at or ends_at):
        raise PinError("event.closes_before_it_opens")
    if closes_at is not None and closes_at > ends_at:
        raise PinError("event.closes_after_the_end")


def place(country: str, online_url: str) -> None:
    """Refuse an event that is nowhere."""
    if not country and not online_url:
        raise PinError("event.nowhere")


def titled(titles: Mapping[str, str], language: str) -> None:
    """Refuse a thing without a title in the language that is always filled in."""
    if not is_readable(titles.get(language, "")):
        raise PinError("event.no_title")


def one_of(value: Any, known: tuple[str, ...]) -> str:
    """Return a code that is known."""
    if value not in known:
        raise PinError("event.unknown_choice")
    return str(value)


def bounded(text: str, most: int) -> str:
    """Return a text that is not too long."""
    if len(text) > most:
        raise PinError("profile.too_long", length=len(text), most=most)
    return text
