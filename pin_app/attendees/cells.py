"""How cells are read: what is kept of a person becomes a text in the language in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from flask_babel import gettext as _

from pin_app import sectors
from pin_app.attendees.queries.people import More, Person
from pin_app.db import now
from pin_app.events.models import Event, ProgrammeItem, Question
from pin_app.events.showing import in_language, local
from pin_app.i18n import language
from pin_app.profiles import words as of_profiles
from pin_app.registrations import words as of_registrations

Read = Callable[[Person, More], str]


def text(name: str) -> Read:
    """A text as it was typed."""
    return lambda person, _more: getattr(person, name)


def email(person: Person, _more: More) -> str:
    """The address as the person wrote it."""
    return str(person.typed_email or person.email)


def yes_no(name: str) -> Read:
    """Yes or no."""
    said = {True: _("yes"), False: _("no")}
    return lambda person, _more: said[getattr(person, name)]


def kind() -> Read:
    """What somebody comes as."""
    return _named("kind", {code: str(words) for code, words in of_profiles.KINDS.items()})


def status() -> Read:
    """How it stands with the registration."""
    return _named("state", {code: str(words) for code, words in of_registrations.STATES.items()})


def country() -> Read:
    """The name of a country."""
    return _named("country", Locale(language()).territories)


def spoken() -> Read:
    """The name of a language."""
    return _named("language", Locale(language()).languages)


def sector() -> Read:
    """The name of a trade with its code behind it."""
    spoken_here = language()

    @cache
    def named(code: str) -> str:
        return f"{sectors.label(code, spoken_here)} ({code})" if code else ""

    return lambda person, _more: named(person.sector)


def day(name: str, event: Event) -> Read:
    """The day of a moment, as ISO 8601 has it, by the clocks of the event."""
    zone = ZoneInfo(event.time_zone)
    return lambda person, _more: _iso(getattr(person, name), zone)


def meetings(person: Person, more: More) -> str:
    """How many meetings were held."""
    return str(more.met.get(person.id, 0))


def was_there(event: Event, day: date) -> Read:
    """Whether somebody was there on a day; nothing while the day has not come."""
    yes, no = str(_("yes")), "" if day > local(event, now()).date() else _("no")
    return lambda person, more: yes if day in more.days.get(person.id, ()) else no


def was_at(item: ProgrammeItem) -> Read:
    """Whether somebody was at a point of the programme; nothing before it begins."""
    yes, no, number = _("yes"), "" if item.starts_at > now() else _("no"), item.id
    return lambda person, more: yes if number in more.items.get(person.id, ()) else no


def consent(question: Question) -> Read:
    """Whether a consent stands, and since when; or when it was taken back."""
    no: str = _("no")
    number, zone = question.id, ZoneInfo(question.event.time_zone)
    given_words, taken_words = _("yes (%(day)s)"), _("taken back (%(day)s)")

    def read(person: Person, more: More) -> str:
        kept = more.consents.get(person.id, {}).get(number)
        if kept is None:
            return no
        given, taken = kept
        words, moment = (given_words, given) if taken is None else (taken_words, taken)
        return str(words % {"day": _iso(moment, zone)})

    return read


def labels_of(question: Question, of_language: str) -> dict[str, str]:
    """The labels of a question's options by their keys, in their order."""
    main = question.event.language
    return {str(o["key"]): in_language(o.get("labels", {}), of_language, main) for o in question.options}


def answer(question: Question, labels: dict[str, str]) -> Read:
    """The answer to a question, in words."""
    key = question.public_id
    said: dict[bool, str] = {True: _("yes"), False: _("no")}

    def read(person: Person, _more: More) -> str:
        value = (person.answers or {}).get(key)
        if value is None:
            return ""
        if isinstance(value, bool):
            return said[value]
        if isinstance(value, list):
            return "; ".join(labels.get(str(one), str(one)) for one in value)
        return labels.get(value, str(value)) if labels else str(value)

    return read


def ticked(question: Question, option: str) -> Read:
    """Whether one option was ticked; nothing where the question was left out."""
    yes: str = _("yes")
    no: str = _("no")
    key = question.public_id

    def read(person: Person, _more: More) -> str:
        value = (person.answers or {}).get(key)
        if value is None:
            return ""
        return yes if isinstance(value, list) and option in value else no

    return read


def _named(name: str, names: Any) -> Read:
    return lambda person, _more: names.get(code := getattr(person, name), code)


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat()
