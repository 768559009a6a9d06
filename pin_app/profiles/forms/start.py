"""Which kind of profile."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from pin_app.forms import Form
from pin_app.profiles import guards, words
from pin_app.profiles.forms.parts import Guarded, Wanted, choices


class KindForm(Form):
    """One of the six kinds."""

    kind = RadioField(
        _l("What are you?"),
        validators=[Wanted(), Guarded(guards.kind)],
        choices=choices(words.KINDS),
        validate_choice=False,
    )
