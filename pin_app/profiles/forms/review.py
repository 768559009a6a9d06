"""What staff answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from pin_app.forms import Form, TicksField
from pin_app.profiles import guards
from pin_app.profiles.forms.parts import Guarded, Wanted, choices
from pin_app.profiles.reasons import REASONS


class ChangesForm(Form):
    """Reasons and a note for the owner."""

    reasons = TicksField(
        _l("What should change?"),
        choices=choices(REASONS),
        validators=[Wanted(), Guarded(guards.review_reasons)],
        validate_choice=False,
    )
    note = TextAreaField(
        _l("Note to the owner"), validators=[Guarded(guards.purpose)], render_kw={"rows": 4, "dir": "auto"}
    )
