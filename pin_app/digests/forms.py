"""The form of this room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from pin_app.digests.words import PACE_WORDS
from pin_app.forms import Form


class PaceForm(Form):
    """How often a member is written to about new partners."""

    pace = RadioField(
        _l("How often shall we write to you about new partners?"),
        choices=[SelectChoice(code, label) for code, label in PACE_WORDS.items()],
        validators=[InputRequired()],
    )
