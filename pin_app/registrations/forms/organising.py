"""What organisers write about a registration."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from pin_app.forms import Form, clean_text
from pin_app.registrations.limits import NOTE_MOST, REASON_MOST
from pin_app.typed import whole_number


class _Versioned(Form):
    """Carries the version that the page showed."""

    version = HiddenField()

    @property
    def expected(self) -> int | None:
        """The version that the page showed, None where it says nothing."""
        typed = str(self.version.data or "")
        return whole_number(typed)


class ReasonForm(_Versioned):
    """Why an organiser cancels."""

    reason = TextAreaField(
        _l("Why? Only organisers read it."), filters=[clean_text],
        validators=[DataRequired(), Length(max=REASON_MOST)],
        render_kw={"rows": 2, "dir": "auto", "maxlength": REASON_MOST},
    )  # fmt: skip
    mail = BooleanField(_l("Write to the person about it"), default=True)


class PromoteForm(_Versioned):
    """Why somebody gets a place before those who wait longer."""

    reason = TextAreaField(
        _l("Why does this person come first? It stays in the trail."), filters=[clean_text],
        validators=[DataRequired(), Length(max=REASON_MOST)],
        render_kw={"rows": 2, "dir": "auto", "maxlength": REASON_MOST},
    )  # fmt: skip
    add_place = BooleanField(_l("There is no free place: allow one more for it"))


class NoteForm(Form):
    """What the organisers note for themselves."""

    note = TextAreaField(
        _l("Note of the organisers"), filters=[clean_text],
        validators=[Length(max=NOTE_MOST)],
        render_kw={"rows": 3, "dir": "auto", "maxlength": NOTE_MOST},
    )  # fmt: skip
