"""What staff fill in about a claim."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from pin_app.claims import words
from pin_app.claims.forms.parts import DayField, choices
from pin_app.forms import Form

AREA = {"rows": 3, "dir": "auto"}


class SeenForm(Form):
    """A document was seen."""

    last_day = DayField(_l("Counts until"))
    note = TextAreaField(
        _l("Note for colleagues"), validators=[Optional(), Length(max=5_000)], render_kw=AREA
    )


class ReasonForm(Form):
    """A decision with its reason."""

    reason = TextAreaField(
        _l("Reason"), validators=[InputRequired(_l("Write the reason.")), Length(max=5_000)], render_kw=AREA
    )


class ConfirmForm(Form):
    """A confirmation from outside."""

    kind = RadioField(
        _l("Who confirmed it"),
        choices=choices(words.SOURCE_KINDS),
        validators=[InputRequired(_l("Choose an answer."))],
    )
    source = StringField(
        _l("Name of the organisation"), validators=[InputRequired(_l("Write the name.")), Length(max=200)]
    )
    last_day = DayField(_l("Counts until"))
