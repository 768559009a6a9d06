"""How cells are read, a column at a time: what is kept of people becomes texts in the language in use."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from flask_babel import gettext as _

from pin_app import sectors
from pin_app.attendees.queries.chunks import Chunk, Kept
from pin_app.attendees.queries.moments import Days
from pin_app.db import now
from pin_app.events.models import Event, ProgrammeItem, Question
from pin_app.events.showing import in_language, local
from pin_app.i18n import language
from pin_app.profiles import words as of_profiles
from pin_app.registrations import words as of_registrations

Read = Callable[[Chunk], Sequence[str]]  # the cells of a column, one for each person


def text(name: str) -> Read:
    """A text as it was typed."""
    return lambda chunk: chunk.columns[name]


def email(chunk: Chunk) -> Sequence[str]:
    """The address as the person wrote it."""
    both = zip(chunk.columns["typed_email"], chunk.columns["email"], strict=True)
    return [typed or address for typed, address in both]


def yes_no(name: str) -> Read:
    """Yes or no."""
    said: dict[bool, str] = {True: _("yes"), False: _("no")}
    return lambda chunk: [said[value] for value in chunk.columns[name]]


def kind() -> Read:
    """What somebody comes as."""
    return _named("kind", {code: str(words) for code, words in of_profiles.KINDS.items()}.get)


def status() -> Read:
    """How it stands with the registration."""
    return _named("state", {code: str(words) for code, words in of_registrations.STATES.items()}.get)


def country() -> Read:
    """The name of a country."""
    return _named("country", Locale(language()).territories.get)


def spoken() -> Read:
    """The name of a language."""
    return _named("language", Locale(language()).languages.get)


def sector() -> Read:
    """The name of a trade with its code behind it."""
    spoken_here = language()
    return _named("sector", lambda code: f"{sectors.label(code, spoken_here)} ({code})" if code else "")


def day(name: str, event: Event) -> Read:
    """The day of a moment, as ISO 8601 has it, by the clocks of the event."""
    days = Days(ZoneInfo(event.time_zone))
    return lambda chunk: [days.of(moment) for moment in chunk.columns[name]]


def meetings(chunk: Chunk) -> Sequence[str]:
    """How many meetings were held."""
    held = chunk.more.met
    return [str(held.get(number, 0)) for number in chunk.ids]


def was_there(event: Event, day: date) -> Read:
    """Whether somebody was there on a day; nothing while the day has not come."""
    no = "" if day > local(event, now()).date() else _("no")
    return _among(lambda chunk: chunk.more.days.get(day, ()), _("yes"), no)


def came_at(event: Event, day: date) -> Read:
    """At what time somebody was first scanned on a day, by the clocks of the event."""
    zone = ZoneInfo(event.time_zone)

    def read(chunk: Chunk) -> list[str]:
        times = chunk.more.times.get(day, {})
        found = (times.get(number) for number in chunk.ids)
        return [f"{moment.astimezone(zone):%H:%M}" if moment else "" for moment in found]

    return read


def was_at(item: ProgrammeItem) -> Read:
    """Whether somebody was at a point of the programme; nothing before it begins."""
    no, number = "" if item.starts_at > now() else _("no"), item.id
    return _among(lambda chunk: chunk.more.items.get(number, ()), _("yes"), no)


def consent(question: Question) -> Read:
    """Whether a consent stands, and since when; or when it was taken back."""
    number, days, no = question.id, Days(ZoneInfo(question.event.time_zone)), str(_("no"))
    given_words, taken_words = _("yes (%(day)s)"), _("taken back (%(day)s)")
    stands = _Labels(lambda day: str(given_words % {"day": day}))
    is_taken = _Labels(lambda day: str(taken_words % {"day": day}))

    def said(kept: Kept | None) -> str:
        if kept is None:
            return no
        given, taken = kept
        return stands[days.of(given)] if taken is None else is_taken[days.of(taken)]

    def read(chunk: Chunk) -> list[str]:
        by_person = chunk.more.consents.get(number, {})
        return [said(by_person.get(one)) for one in chunk.ids]

    return read


def labels_of(question: Question, of_language: str) -> dict[str, str]:
    """The labels of a question's options by their keys, in their order."""
    main = question.event.language
    return {str(o["key"]): in_language(o.get("labels", {}), of_language, main) for o in question.options}


def answer(question: Question, labels: dict[str, str]) -> Read:
    """The answer to a question, in words."""
    key = question.public_id
    yes, no = str(_("yes")), str(_("no"))

    def said(value: Any) -> str:
        if isinstance(value, str):
            return labels.get(value, value)
        if value is None:
            return ""
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, list):
            return "; ".join(labels.get(str(one), str(one)) for one in value)
        return str(value)

    return lambda chunk: [said(given.get(key)) for given in chunk.answers]


def ticked(question: Question, option: str) -> Read:
    """Whether one option was ticked; nothing where the question was left out."""
    yes, no = str(_("yes")), str(_("no"))
    key = question.public_id

    def said(value: Any) -> str:
        if value is None:
            return ""
        return yes if isinstance(value, list) and option in value else no

    return lambda chunk: [said(given.get(key)) for given in chunk.answers]


def _named(name: str, label_of: Callable[[str], str | None]) -> Read:
    """Codes by their labels; each label is looked up once."""
    known = _Labels(label_of)
    return lambda chunk: list(map(known.__getitem__, chunk.columns[name]))


class _Labels(dict[str, str]):
    """Labels by code, asked for as they occur; a code without one is shown as it is."""

    def __init__(self, label_of: Callable[[str], str | None]) -> None:
        super().__init__()
        self._label_of = label_of

    def __missing__(self, code: str) -> str:
        self[code] = self._label_of(code) or code
        return self[code]


def _among(who: Callable[[Chunk], Container[int]], yes: str, no: str) -> Read:
    def read(chunk: Chunk) -> list[str]:
        there = who(chunk)
        return [yes if number in there else no for number in chunk.ids]

    return read
