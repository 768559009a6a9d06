"""Answers to the questions of a form, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import category

from pin_app.errors import PinError
from pin_app.events.models import Question
from pin_app.events.showing import in_language
from pin_app.forms import clean_line, clean_text, is_readable
from pin_app.registrations.limits import LONG_TEXT_MOST, TEXT_MOST

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,6})?")


def taken(questions: Iterable[Question], answers: Mapping[str, Any], complete: bool = True) -> dict[str, Any]:
    """Return the answers that can be kept; with `complete` every required question needs one.

    What answers no question of the form is left out. Raises PinError with the question in it.
    """
    found: dict[str, Any] = {}
    for question in questions:
        if question.kind == "consent":
            continue
        value = checked(question, answers.get(question.public_id))
        if value is None and question.required and complete:
            raise PinError("registration.answer_missing", question=label(question))
        if value is not None:
            found[question.public_id] = value
    return found


def checked(question: Question, value: Any) -> Any:
    """Return an answer in the form in which it is kept, None where nothing is said."""
    if value is None or value == "" or value == []:
        return None
    return _CHECKS[question.kind](question, value)


def label(question: Question) -> str:
    """The words of a question in the language of its event."""
    return in_language(question.labels, question.event.language, question.event.language)


def _text(question: Question, value: Any) -> str | None:
    return _bounded(question, clean_line(_string(question, value)), TEXT_MOST)


def _long_text(question: Question, value: Any) -> str | None:
    return _bounded(question, clean_text(_string(question, value)).strip(), LONG_TEXT_MOST)


def _bounded(question: Question, text: str, most: int) -> str | None:
    if len(text) > most:
        raise PinError("registration.answer_too_long", question=label(question), most=most)
    return text if is_readable(text) or _is_picture(text) else None


def _is_picture(text: str) -> bool:
    """Whether somebody answered with a sign that says something, such as a thumb that points up."""
    return any(category(sign) == "So" for sign in text)


def _yes_no(question: Question, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _odd(question)
    return value


def _one_of(question: Question, value: Any) -> str:
    if not isinstance(value, str) or value not in keys(question):
        raise _odd(question)
    return value


def _several_of(question: Question, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or not set(map(str, value)) <= set(keys(question)):
        raise _odd(question)
    return [key for key in keys(question) if key in value]


def _number(question: Question, value: Any) -> str | None:
    text = clean_line(_string(question, value)).replace(" ", "")
    if not text:
        return None
    if not (text.isascii() and _NUMBER.fullmatch(text)):
        raise PinError("registration.answer_no_number", question=label(question))
    return text.replace(",", ".")


def _date(question: Question, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(_string(question, value).strip()).isoformat()
    except ValueError:
        raise PinError("registration.answer_no_date", question=label(question)) from None


def keys(question: Question) -> list[str]:
    """The keys of a question's options, in their order."""
    return [str(option["key"]) for option in question.options]


def _string(question: Question, value: Any) -> str:
    if not isinstance(value, str):
        raise _odd(question)
    return value


def _odd(question: Question) -> PinError:
    return PinError("registration.answer_odd", question=label(question))


_CHECKS = {
    "text": _text, "long_text": _long_text, "yes_no": _yes_no, "one_of": _one_of,
    "several_of": _several_of, "number": _number, "date": _date,
}  # fmt: skip
