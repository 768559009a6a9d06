"""Inviting and naming people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from pin_app.forms import Form
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles import guards
from pin_app.profiles.forms.parts import Guarded, Wanted, choices
from pin_app.typed import whole_number


class InviteForm(Form):
    """Whom to invite, and in which language to write."""

    email = StringField(
        _l("E-mail address of the person"),
        validators=[Wanted(), Guarded(guards.wanted_email)],
        render_kw={"type": "email", "dir": "ltr", "autocomplete": "off"},
    )
    language = SelectField(
        _l("Language of the invitation"),
        choices=choices(LANGUAGES),
        default=language,
        validators=[Guarded(guards.site_language)],
        validate_choice=False,
    )


class MemberForm(Form):
    """Which member is meant."""

    member = StringField()

    @property
    def number(self) -> int:
        """Number of the membership, 0 when it is none."""
        typed = self.member.data or ""
        return whole_number(typed, 9) or 0
