"""The switch between the fixed and the learned order."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import AnyOf, Length

from pin_app.forms import Form


class SwitchForm(Form):
    """Which order shall serve; `order` is the one whose comparison was looked at."""

    wanted = HiddenField(default="", validators=[AnyOf(("on", "off"))])
    order = HiddenField(default="", validators=[Length(max=20)])
