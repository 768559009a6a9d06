"""The filters and columns that a page offers, in words and under headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from pin_app.attendees import words
from pin_app.attendees.cells import labels_of
from pin_app.attendees.columns import Column
from pin_app.attendees.queries.facets import ANSWERS, NOTHING, is_of_question, key_of, present_values
from pin_app.attendees.wanted import Wanted
from pin_app.events.models import Event, Question
from pin_app.events.showing import days_of, in_language
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles.words import KINDS

_GROUP_OF = {
    "state": "state", "presence": "state", "session": "state",
    "consent": "question", "question": "question",
    "sensitive": "private", "note": "private",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by: its name in an address, what it is called, and its values with their words."""

    key: str
    label: str
    values: list[tuple[str, str]]


def facets_of(event: Event, questions: Iterable[Question], wanted: Wanted) -> list[Facet]:
    """Return what the list of an event can be filtered by; a value that is asked for is always among them."""
    spoken, present = language(), present_values(event)
    countries = Locale(spoken).territories
    found = [
        Facet("status", str(words.FACETS["status"]), _words(words.STATES)),
        Facet("in", str(words.FACETS["in"]), [("any", _("On any day")), *_days(event)]),
        Facet("kind", str(words.FACETS["kind"]), _named(present["kind"], KINDS)),
        Facet("country", str(words.FACETS["country"]), _named(present["country"], countries)),
        Facet("language", str(words.FACETS["language"]), _words(LANGUAGES)),
        Facet("source", str(words.FACETS["source"]), _words(words.SOURCES)),
        *_of_questions(questions, spoken),
    ]
    return [
        _with_asked(facet, wanted) for facet in found if len(facet.values) > 1 or wanted.values_of(facet.key)
    ] + [_removed(key, wanted) for key in removed(questions, wanted)]


def removed(questions: Iterable[Question], wanted: Wanted) -> list[str]:
    """Return what is asked for of questions that are not there any more."""
    known = {key_of(question) for question in questions}
    return [key for key in (*wanted.only, *wanted.but) if is_of_question(key) and key not in known]


def grouped(columns: Iterable[Column]) -> dict[str, list[Column]]:
    """Return columns under the headings of the page."""
    found: dict[str, list[Column]] = {group: [] for group in words.GROUPS}
    for column in columns:
        found[_GROUP_OF.get(column.group, "who")].append(column)
    return {group: members for group, members in found.items() if members}


def _of_questions(questions: Iterable[Question], spoken: str) -> Iterator[Facet]:
    yes_no = [("yes", _("yes")), ("no", _("no"))]
    nothing = (NOTHING, _("Not answered"))
    for question in questions:
        label = in_language(question.labels, spoken, question.event.language)
        if question.kind == "consent":
            yield Facet(key_of(question), _("Consent: %(words)s", words=label), yes_no)
        elif question.kind == "yes_no":
            yield Facet(key_of(question), label, [*yes_no, nothing])
        elif question.kind in ANSWERS:
            yield Facet(key_of(question), label, [*labels_of(question, spoken).items(), nothing])


def _words(named: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in named.items()]


def _named(codes: Sequence[str], names: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [(code, str(names.get(code, code))) for code in codes if code]
    return found + ([(NOTHING, _("Not said"))] if "" in codes else [])


def _days(event: Event) -> list[tuple[str, str]]:
    return [(day.isoformat(), day.isoformat()) for day in days_of(event)]


def _removed(key: str, wanted: Wanted) -> Facet:
    return Facet(key, _("A question that was removed"), [(value, value) for value in wanted.values_of(key)])


def _with_asked(facet: Facet, wanted: Wanted) -> Facet:
    """A saved filter may ask for what nobody has any more: it stays visible, and ticked."""
    known = {value for value, _label in facet.values}
    others = [(value, value) for value in wanted.values_of(facet.key) if value not in known]
    return Facet(facet.key, facet.label, [*facet.values, *others])
