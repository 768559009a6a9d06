"""What organisers send from the pages of attendance."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, ValidationError

from pin_app.forms import Form, clean_line, is_readable
from pin_app.profiles.forms.parts import Wanted

KEY = re.compile(r"[0-9a-f]{16}")
PURPOSE_MOST = 200


class PurposeForm(Form):
    """What a list is taken away for."""

    purpose = StringField(
        _l("What do you need the list for?"), validators=[Wanted()], render_kw={"maxlength": PURPOSE_MOST}
    )

    def validate_purpose(self, field: StringField) -> None:
        """Refuse a list for nothing, and a purpose that nobody can read."""
        field.data = clean_line(field.data)
        if not is_readable(field.data) or len(field.data) > PURPOSE_MOST:
            raise ValidationError(_l("Say in a few words what you need the list for."))


class PaperForm(Form):
    """Ticks of a list on paper; who was ticked when the page was opened comes along."""

    key = HiddenField()

    def key_of(self) -> str:
        """Return the key of this filled-in page; an odd one is made anew."""
        typed = self.key.data or ""
        return typed if KEY.fullmatch(typed) else secrets.token_hex(8)


def chosen(known: Iterable[tuple[str, int]], named: Iterable[str]) -> set[int]:
    """Return the numbers of those known public ids that are named."""
    wanted = set(named)
    return {number for public_id, number in known if public_id in wanted}
