"""One question of a form, with the fields that its kind has."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField

from pin_app.errors import PinError
from pin_app.events import guards, words
from pin_app.events.forms.texts import TextsForm
from pin_app.events.models import PURPOSES, Event, Question
from pin_app.events.services.questions import OPTIONS_MOST, WITH_OPTIONS, with_keys
from pin_app.forms import Form
from pin_app.profiles.forms.parts import Guarded, Part, Together, Wanted, choices

LABEL_MOST, HINT_MOST, CONSENT_MOST, OPTION_MOST = 300, 500, 2_000, 150
BLANK_ROWS = 3
_ROW = re.compile(r"o([0-9]{1,2})-")


def _purpose(value: str) -> str:
    return guards.one_of(value, PURPOSES)


class _PlainForm(Form):
    """What is not a text."""

    required = BooleanField(_l("An answer is needed"))
    sensitive = BooleanField(_l("Sensitive: diet, access needs, gender and the like"))
    purpose = SelectField(
        _l("What the consent is for"),
        choices=choices(words.PURPOSES),
        validators=[Wanted(), Guarded(_purpose)],
        validate_choice=False,
    )


class _KeyForm(Part):
    """The key of an option that was there before."""

    key = HiddenField()


class OptionRow:
    """One answer to choose, in each language."""

    def __init__(self, event: Event, number: int, kept: dict[str, Any]) -> None:
        prefix = f"o{number}-"
        label = words.option(number + 1)
        self.texts = TextsForm(
            event, label, OPTION_MOST, needed=False, prefix=prefix, data=kept.get("labels", {})
        )
        self.key = _KeyForm(prefix=prefix, data={"key": kept.get("key", "")})
        self.texts.needed = not self.texts.is_blank


class QuestionForm(Together):
    """The whole of one question."""

    def __init__(self, event: Event, kind: str, question: Question | None = None) -> None:
        self.kind, self.question = kind, question
        long = kind == "consent"
        label = _l("Words to agree to") if long else _l("Question")
        self.plain = _PlainForm(data=_kept(question))
        self.labels = TextsForm(
            event, label, CONSENT_MOST if long else LABEL_MOST, long=long, prefix="label-",
            data=question.labels if question else {},
        )  # fmt: skip
        self.hints = TextsForm(
            event, _l("Hint under the question"), HINT_MOST, needed=False, prefix="hint-",
            data=question.hints if question else {},
        )  # fmt: skip
        self.rows = _rows(event, question) if kind in WITH_OPTIONS else []
        _leave_out(self.plain, kind)
        self.parts = [self.plain, self.labels, self.hints, *(row.texts for row in self.rows)]

    def refuse(self, problem: PinError) -> None:
        """Say above the form what speaks against saving."""
        self.form_errors = [*self.form_errors, str(problem)]

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        options = [
            {"key": row.key.key.data or "", "labels": row.texts.values()}
            for row in self.rows
            if not row.texts.is_blank
        ]
        plain = {name: self.plain[name].data for name in ("required", "sensitive") if name in self.plain}
        return {
            "labels": self.labels.values(),
            "hints": self.hints.values(),
            "options": with_keys(options, self.question.options if self.question else []),
            "purpose": self.plain.purpose.data if "purpose" in self.plain else "",
        } | ({"required": False, "sensitive": False} | plain)


def _kept(question: Question | None) -> dict[str, Any]:
    return (
        {name: getattr(question, name) for name in ("required", "sensitive", "purpose")} if question else {}
    )


def _leave_out(form: _PlainForm, kind: str) -> None:
    if kind == "consent":
        del form.required, form.sensitive
    else:
        del form.purpose


def _rows(event: Event, question: Question | None) -> list[OptionRow]:
    """Return a row for each option that was sent or is kept, and some blank ones."""
    kept = list(question.options) if question else []
    sent = {int(found[1]) for name in request.form if (found := _ROW.match(name))}
    wanted = sorted(sent) or range(len(kept) + BLANK_ROWS)
    numbers = [number for number in wanted if number < OPTIONS_MOST]
    return [OptionRow(event, number, kept[number] if number < len(kept) else {}) for number in numbers]
