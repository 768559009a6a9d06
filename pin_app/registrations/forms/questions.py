"""The event's own questions as fields: one for each kind, and the consents apart from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation, ValidationError

from pin_app.errors import PinError
from pin_app.events.models import Question
from pin_app.events.showing import in_language, said
from pin_app.forms import TicksField
from pin_app.i18n import language
from pin_app.profiles.forms.parts import choices
from pin_app.registrations.limits import LONG_TEXT_MOST, TEXT_MOST
from pin_app.registrations.services import answering

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
MOST_RADIOS = 7


class Answer:
    """Lets the service's own rules say whether an answer can be kept; marks the field as required."""

    def __init__(self, question: Question, complete: bool) -> None:
        self.question = question
        self.wanted = complete and question.required
        self.field_flags = {"required": True} if self.wanted else {}

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what the service would refuse."""
        if field.errors:
            raise StopValidation
        try:
            value = answering.checked(self.question, value_of(self.question, field))
        except PinError as problem:
            raise ValidationError(str(problem)) from None
        if value is None and self.wanted:
            raise ValidationError(_l("Please answer this question."))


def name_of(question: Question) -> str:
    """The name of a question's field."""
    return f"{'c' if question.kind == 'consent' else 'q'}_{question.public_id}"


def field_of(question: Question, complete: bool = True) -> Field:
    """Return the unbound field of a question, in the language of the page."""
    fallback = question.event.language
    label, told_in = said(question.labels, language(), fallback)
    hint = in_language(question.hints, told_in, fallback)  # as a consent is kept: see words_of()
    if question.kind == "consent":
        return BooleanField(label, description=hint)
    given = {"description": hint, "validators": [Answer(question, complete)]}
    return _FIELDS[question.kind](question, label, given, complete)


def value_of(question: Question, field: Field) -> Any:
    """Return what a field says, as the service wants it."""
    if question.kind == "yes_no":
        return {"yes": True, "no": False}.get(field.data)
    return field.data


def data_of(question: Question, value: Any) -> Any:
    """Return a kept answer as its field wants it."""
    if question.kind == "yes_no":
        return {True: "yes", False: "no"}.get(value, "")
    if question.kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def _text(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return StringField(label, render_kw={"maxlength": TEXT_MOST}, **given)


def _long_text(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return TextAreaField(label, render_kw={"rows": 4, "maxlength": LONG_TEXT_MOST, "dir": "auto"}, **given)


def _number(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return StringField(label, render_kw={"inputmode": "decimal", "dir": "ltr"}, **given)


def _date(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    checks = given["validators"] if complete and question.required else [Optional(), *given["validators"]]
    return DateField(label, **(given | {"validators": checks}))


def _yes_no(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return _one(YES_NO, label, given, complete and question.required)


def _one_of(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return _one(_options(question), label, given, complete and question.required)


def _several_of(question: Question, label: str, given: dict[str, Any], complete: bool) -> Field:
    return TicksField(label, choices=choices(_options(question)), validate_choice=False, **given)


def _one(labels: dict[str, Any], label: str, given: dict[str, Any], wanted: bool) -> Field:
    """Radio buttons for a few answers, a list for many; who need not answer can say so."""
    if len(labels) > MOST_RADIOS:
        listed = choices({"": _l("Choose")} | labels)
        return SelectField(label, choices=listed, validate_choice=False, **given)
    silent = {} if wanted else {"": _l("No answer")}
    return RadioField(label, choices=choices(labels | silent), default="", validate_choice=False, **given)


def _options(question: Question) -> dict[str, Any]:
    code, fallback = language(), question.event.language
    return {
        str(option["key"]): in_language(option["labels"], code, fallback) or str(option["key"])
        for option in question.options
    }


_FIELDS = {
    "text": _text, "long_text": _long_text, "number": _number, "date": _date, "yes_no": _yes_no,
    "one_of": _one_of, "several_of": _several_of,
}  # fmt: skip
