"""The sheet of an anonymous evaluation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from pin_app.forms import Form, clean_text, is_readable
from pin_app.trainings import words
from pin_app.trainings.results import CHOSEN, MARKED, WRITTEN

TEXT_MOST = 2_000


def _marks(name: str, required: bool = False) -> RadioField:
    offered = [SelectChoice(str(mark), label) for mark, label in words.MARKS.items()]
    rule = InputRequired(_l("Choose one of the marks.")) if required else Optional()
    return RadioField(words.MARKED[name], choices=offered, validators=[rule])


def _choice(name: str) -> RadioField:
    label, offered = words.CHOSEN[name]
    return RadioField(
        label, choices=[SelectChoice(code, told) for code, told in offered.items()], validators=[Optional()]
    )


def _text(name: str) -> TextAreaField:
    look = {"rows": 3, "dir": "auto", "maxlength": TEXT_MOST}
    return TextAreaField(words.WRITTEN[name], validators=[Length(max=TEXT_MOST)], render_kw=look)


class SheetForm(Form):
    """A few questions, of which only the first needs an answer."""

    overall = _marks("overall", required=True)
    content = _marks("content")
    trainers = _marks("trainers")
    useful = _marks("useful")
    learned = _choice("learned")
    recommend = _choice("recommend")
    liked = _text("liked")
    better = _text("better")

    def values(self) -> dict[str, Any]:
        """Return the answers of a checked form."""
        marks = {name: int(self[name].data) if self[name].data else None for name in MARKED}
        return marks | {name: self[name].data or "" for name in CHOSEN} | self._texts()

    def _texts(self) -> dict[str, str]:
        cleaned = {name: clean_text(self[name].data).strip() for name in WRITTEN}
        return {name: text if is_readable(text) else "" for name, text in cleaned.items()}
