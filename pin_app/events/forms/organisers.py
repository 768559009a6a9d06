"""Who is to run the event as well."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from pin_app.forms import Form


class OrganiserForm(Form):
    """One person, by the e-mail address of the account."""

    email = StringField(
        _l("E-mail address of the organiser"),
        validators=[InputRequired(), Length(max=320)],
        render_kw={"type": "email", "dir": "ltr"},
    )
    may_export = BooleanField(_l("May take the attendee list home"))
