"""The words with which an event is cancelled."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from pin_app.events import guards
from pin_app.forms import Form
from pin_app.profiles.forms.parts import Guarded


class CancelForm(Form):
    """What those who registered are told."""

    note = TextAreaField(
        _l("What do you tell those who registered?"),
        validators=[Guarded(guards.note)],
        render_kw={"rows": 4, "dir": "auto", "maxlength": guards.NOTE_MOST},
    )
