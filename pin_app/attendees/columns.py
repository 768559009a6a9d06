"""The columns of an event's list, in the order of the form: heading, group, and how a cell is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from pin_app.attendees import cells
from pin_app.attendees.queries.facets import key_of
from pin_app.attendees.queries.people import has_meetings
from pin_app.events import queries as events
from pin_app.events.models import Event, ProgrammeItem, Question
from pin_app.events.showing import days_of, in_language
from pin_app.i18n import language

COUNTED = ("kind", "sector", "country", "whatsapp_ok", "language", "status")
COUNTED_ANSWERS = ("yes_no", "one_of")
LEFT_TO_RIGHT = ("reference", "email", "phone", "registered")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `read` gives its cells for a chunk of people.

    `needs` names columns of the registration, `beside` what is kept elsewhere.

    Groups: reference, name, work, place, contact, state, presence, consent, question, sensitive, note.
    """

    key: str
    heading: str
    group: str
    read: cells.Read
    needs: tuple[str, ...] = ()
    beside: str = ""
    purpose: str = ""  # of a consent
    ltr: bool = False
    counted: bool = False  # whether it helps to know how many have each value
    part_of: str = ""  # the column that has this answer with all others that were ticked

    @property
    def is_private(self) -> bool:
        """Whether it stands in a list only when somebody has ticked it."""
        return self.group in ("sensitive", "note", "session")


def columns_of(event: Event, questions: Sequence[Question]) -> list[Column]:
    """Return every column that the list of an event can have, with headings in the language in use."""
    spoken = language()
    found = [
        *_of_person(event),
        *_of_days(event),
        Column("meetings", _("Meetings held"), "presence", cells.meetings, beside=_where_meetings_are(event)),
        *_of_consents(questions, spoken),
        *(column for question in questions for column in _of_question(question, spoken)),
        Column("note", _("Notes of the organisers"), "note", cells.text("note"), ("note",)),
        *_of_times(event),
        *_of_sessions(events.programme_of(event), event, spoken),
    ]
    return list(_told_apart(found))


def _where_meetings_are(event: Event) -> str:
    """Nothing has to be asked for each chunk of people where nobody could meet."""
    return "met" if has_meetings(event) else ""


def _of_person(event: Event) -> Iterator[Column]:
    for key, heading, group, read, need in (
        ("reference", _("Reference"), "reference", cells.text("reference"), "reference"),
        ("surname", _("Surname"), "name", cells.text("surname"), "surname"),
        ("given_name", _("Given name"), "name", cells.text("given_name"), "given_name"),
        ("organisation", _("Organisation"), "work", cells.text("organisation"), "organisation"),
        ("role", _("Role"), "work", cells.text("role"), "role"),
        ("kind", _("Type"), "work", cells.kind(), "kind"),
        ("sector", _("Sector"), "work", cells.sector(), "sector"),
        ("city", _("City"), "place", cells.text("city"), "city"),
        ("country", _("Country"), "place", cells.country(), "country"),
        ("email", _("E-mail"), "contact", cells.email, "email"),
        ("phone", _("Phone"), "contact", cells.text("phone"), "phone"),
        ("whatsapp_ok", _("WhatsApp"), "contact", cells.yes_no("whatsapp_ok"), "whatsapp_ok"),
        ("language", _("Language"), "place", cells.spoken(), "language"),
        ("status", _("Status"), "state", cells.status(), "state"),
        ("registered", _("Registered on"), "state", cells.day("registered_at", event), "registered_at"),
    ):
        needs = (need, "typed_email") if key == "email" else (need,)
        yield Column(key, heading, group, read, needs, ltr=key in LEFT_TO_RIGHT, counted=key in COUNTED)


def _of_days(event: Event) -> Iterator[Column]:
    for day in days_of(event):
        heading = _("Checked in on %(day)s", day=day.isoformat())
        key = f"in-{day.isoformat()}"
        yield Column(key, heading, "presence", cells.was_there(event, day), beside="days", counted=True)


def _of_times(event: Event) -> Iterator[Column]:
    for day in days_of(event):
        heading = _("Came on %(day)s at", day=day.isoformat())
        key = f"time-{day.isoformat()}"
        yield Column(key, heading, "session", cells.came_at(event, day), beside="times", ltr=True)


def _of_sessions(items: Iterable[ProgrammeItem], event: Event, spoken: str) -> Iterator[Column]:
    for item in items:
        if item.check_in:
            title = in_language(item.titles, spoken, event.language)
            heading = _("Checked in at “%(title)s”", title=title)
            key = f"at-{item.public_id}"
            yield Column(key, heading, "session", cells.was_at(item), beside="items", counted=True)


def _of_consents(questions: Iterable[Question], spoken: str) -> Iterator[Column]:
    for question in questions:
        if question.kind == "consent":
            heading = _("Consent: %(words)s", words=_label(question, spoken))
            read = cells.consent(question)
            yield Column(
                key_of(question), heading, "consent", read, beside="consents", purpose=question.purpose,
                counted=True,
            )  # fmt: skip


def _of_question(question: Question, spoken: str) -> Iterator[Column]:
    if question.kind == "consent":
        return
    label, group = _label(question, spoken), "sensitive" if question.sensitive else "question"
    labels = cells.labels_of(question, spoken)
    # What may not be eaten is counted for the kitchen, also where it was typed.
    counted = question.kind in COUNTED_ANSWERS or (question.sensitive and question.kind == "text")
    answer = cells.answer(question, labels)
    yield Column(key_of(question), label, group, answer, ("answers",), counted=counted)
    if question.kind == "several_of":
        for key, words in labels.items():
            heading = _("%(question)s: %(answer)s", question=label, answer=words)
            name, whole = f"{key_of(question)}-{key}", key_of(question)
            ticked = cells.ticked(question, key)
            yield Column(name, heading, group, ticked, ("answers",), counted=True, part_of=whole)


def _label(question: Question, spoken: str) -> str:
    label = " ".join(in_language(question.labels, spoken, question.event.language).split())
    return _("%(question)s (no longer asked)", question=label) if question.retired_at else label


def _told_apart(columns: Iterable[Column]) -> Iterator[Column]:
    """Number headings that would be the same: who reads a table by them would lose a column."""
    seen: Counter[str] = Counter()
    for column in columns:
        seen[column.heading] += 1
        number = seen[column.heading]
        yield replace(column, heading=f"{column.heading} ({number})") if number > 1 else column
