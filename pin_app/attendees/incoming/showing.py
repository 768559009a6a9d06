"""Columns, cells and changes in the reader's words, for pages and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from pin_app import sectors
from pin_app.attendees.incoming import words
from pin_app.attendees.models import AttendeeImportRow
from pin_app.events.models import Event, Question
from pin_app.events.showing import in_language
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles.words import KINDS
from pin_app.registrations import words as of_registrations
from pin_app.spreadsheets.remarks import Note

LTR = ("email", "phone", "reference")


def targets_of(event: Event, questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """Return what a column can be set to, under headings: the person, questions, consents."""
    asked: dict[str, str] = {}
    agreed: dict[str, str] = {}
    for question in questions:
        label = " ".join(in_language(question.labels, language(), event.language).split())
        if question.kind == "consent":
            agreed[f"c-{question.public_id}"] = label
        else:
            asked[f"q-{question.public_id}"] = label
    found = {
        _("The person"): {key: str(label) for key, label in words.TARGETS.items()},
        _("Questions of the form"): asked,
        _("Consents, only if you can show them"): agreed,
    }
    return {group: members for group, members in found.items() if members}


def notes_of(row: AttendeeImportRow) -> list[Note]:
    """Return what is to be said of a row, each with the place of its cell."""
    return [
        Note(one["cell"] or words.row_place(row.number), one["code"], one["facts"]) for one in row.remarks
    ]


def changes_of(
    row: AttendeeImportRow, questions: Mapping[str, Question], labels: Mapping[str, str]
) -> list[tuple[str, str, str, bool]]:
    """Return what is changed: what, from, to, and whether it runs from left to right."""
    return [
        (labels.get(key, key), _said(key, before, questions), _said(key, after, questions), key in LTR)
        for key, before, after in row.changes
    ]


def _said(key: str, value: Any, questions: Mapping[str, Question]) -> str:
    if value is None or value == "":
        return str(_("nothing"))
    if key in questions:
        return of_registrations.answer(questions[key], value).replace("\n", "; ")
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(_NAMES[key](value)) if key in _NAMES else str(value)


_NAMES: dict[str, Any] = {
    "kind": lambda code: KINDS.get(code, code),
    "country": lambda code: Locale(language()).territories.get(code, code),
    "language": lambda code: LANGUAGES.get(code, code),
    "sector": sectors.label,
}
