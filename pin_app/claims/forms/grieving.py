"""What people fill in to send a grievance and to read the answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from pin_app.claims import words
from pin_app.claims.forms.parts import choices
from pin_app.forms import Form, TicksField

MOST = 5_000


class GrievanceForm(Form):
    """What happened, where, and how to answer; only the first is needed."""

    key = HiddenField()
    firm = HiddenField()
    firm_name = StringField(_l("Which firm"), validators=[Optional(), Length(max=200)])
    place = StringField(_l("Where"), validators=[Optional(), Length(max=200)])
    topics = TicksField(_l("What it is about"), choices=choices(words.TOPICS), validators=[Optional()])
    text = TextAreaField(
        _l("What happened"),
        validators=[InputRequired(_l("Write what happened.")), Length(max=MOST)],
        render_kw={"rows": 8, "dir": "auto", "maxlength": MOST, "data-count": True},
    )
    contact_name = StringField(_l("Your name"), validators=[Optional(), Length(max=200)])
    contact = StringField(_l("Your e-mail address or phone"), validators=[Optional(), Length(max=200)])


class CodeForm(Form):
    """The receipt code."""

    code = StringField(
        _l("Your code"),
        validators=[InputRequired(_l("Write your code.")), Length(max=80)],
        render_kw={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"},
    )


class AdditionForm(Form):
    """Something that the sender adds."""

    code = HiddenField()
    text = TextAreaField(
        _l("Add something"),
        validators=[InputRequired(_l("Write something here.")), Length(max=MOST)],
        render_kw={"rows": 5, "dir": "auto"},
    )


class AnswerForm(Form):
    """An answer of staff."""

    text = TextAreaField(
        _l("Your answer"),
        validators=[InputRequired(_l("Write something here.")), Length(max=MOST)],
        render_kw={"rows": 5, "dir": "auto"},
    )


class NoteForm(Form):
    """A note of staff."""

    text = TextAreaField(
        _l("Your note"),
        validators=[InputRequired(_l("Write something here.")), Length(max=MOST)],
        render_kw={"rows": 5, "dir": "auto"},
    )


class StateForm(Form):
    """How far a grievance is."""

    state = RadioField(
        _l("State"),
        choices=choices({code: label for code, label in words.GRIEVANCE_STATES.items() if code != "new"}),
        validators=[DataRequired(_l("Choose an answer."))],
    )


class FirmForm(Form):
    """Which profile a grievance is about."""

    firm = StringField(
        _l("Address or reference of the profile"),
        validators=[InputRequired(_l("Write something here.")), Length(max=300)],
        render_kw={"dir": "ltr"},
    )
