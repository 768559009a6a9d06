"""The questionnaire as a form: one part of it at a time, nothing needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import NumberRange, Optional

from pin_app.claims import words
from pin_app.claims.forms.parts import choices
from pin_app.claims.questions import Question
from pin_app.forms import Form

NOT_SAID = {"": _l("No answer")}


def answers_form(questions: Sequence[Question], answers: Mapping[str, Any]) -> Form:
    """Return the form of some questions with what was answered."""
    fields = {question.code: _field(question) for question in questions}
    form_class = type("AnswersForm", (Form,), fields)
    form: Form = form_class(data={code: answers.get(code, "") for code in fields if code in answers})
    return form


def _field(question: Question) -> Any:
    if question.kind == "yes":
        return RadioField(
            question.text, choices=choices(words.YES | NOT_SAID), default="", validators=[Optional()]
        )
    hint = words.UNITS.get(question.kind, "")
    limits = [Optional(), NumberRange(0, question.most)]
    return IntegerField(
        question.text, description=hint, validators=limits, render_kw={"inputmode": "numeric"}
    )
