"""What is said of a partner, as it comes from a page."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import AnyOf, Length

from pin_app.forms import Form
from pin_app.matches.models import PURPOSES, VERDICTS
from pin_app.matches.services import REASONS


class WordForm(Form):
    """One word on one partner; `verdict` is empty where an earlier word is taken back."""

    profile = HiddenField(validators=[Length(1, 20)])
    partner = HiddenField(validators=[Length(1, 20)])
    purpose = HiddenField(validators=[AnyOf(PURPOSES)])
    verdict = HiddenField(default="", validators=[AnyOf(("", *VERDICTS))])
    view = HiddenField(default="")
    reason = HiddenField(default="", validators=[AnyOf(("", *REASONS))])
