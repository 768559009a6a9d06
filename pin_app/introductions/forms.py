"""What the sides and staff answer, as it comes from a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from pin_app.forms import Form
from pin_app.introductions.limits import NOTE_MOST
from pin_app.introductions.reasons import REPORTS, STAFF_ENDS, WAYS, WITHDRAWALS
from pin_app.introductions.states import ANSWERS, SIDES

CHOOSE = SelectChoice("", _l("Choose"))
YES_OR_NO = {"yes": _l("Yes"), "no": _l("No")}
WRITTEN = {"rows": 4, "dir": "auto", "maxlength": NOTE_MOST}


def _choices(labels: Mapping[str, Any]) -> list[SelectChoice]:
    return [CHOOSE, *(SelectChoice(code, label) for code, label in labels.items())]


class AnswerForm(Form):
    """Yes or no."""

    answer = HiddenField(validators=[AnyOf(ANSWERS)])


class WithdrawForm(Form):
    """Why somebody does not go on; only staff read it."""

    reason = SelectField(_l("Why?"), choices=_choices(WITHDRAWALS), validators=[InputRequired()])


class EndForm(Form):
    """Why staff end an introduction; the sides do not read it."""

    version = HiddenField()
    reason = SelectField(_l("Why?"), choices=_choices(STAFF_ENDS), validators=[InputRequired()])


class SettleForm(Form):
    """What came of a reported problem; only staff read it."""

    version = HiddenField()
    note = TextAreaField(
        _l("What came of it"), validators=[DataRequired(), Length(max=NOTE_MOST)], render_kw=WRITTEN
    )


class ReportForm(Form):
    """What is wrong; only staff read it."""

    reason = SelectField(_l("What is wrong?"), choices=_choices(REPORTS), validators=[InputRequired()])
    note = TextAreaField(_l("What happened"), validators=[Length(max=NOTE_MOST)], render_kw=WRITTEN)


class RequestForm(Form):
    """What staff should know of a request."""

    note = TextAreaField(
        _l("Anything that ISCOS staff should know"), validators=[Length(max=NOTE_MOST)], render_kw=WRITTEN
    )


class BehalfForm(Form):
    """What a side told staff, and how it told them."""

    version = HiddenField()
    side = HiddenField(validators=[AnyOf(SIDES)])
    answer = SelectField(_l("They say"), choices=_choices(YES_OR_NO), validators=[InputRequired()])
    way = SelectField(_l("How they told you"), choices=_choices(WAYS), validators=[InputRequired()])
    note = TextAreaField(
        _l("When, and what exactly they agreed to"),
        validators=[DataRequired(), Length(max=NOTE_MOST)],
        render_kw=WRITTEN | {"rows": 2},
    )
