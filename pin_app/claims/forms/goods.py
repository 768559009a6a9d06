"""What staff fill in about a good at risk."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from pin_app.claims import words
from pin_app.claims.forms.parts import choices
from pin_app.claims.services.goods import YEARS
from pin_app.forms import Form, TicksField

WANTED = InputRequired(_l("Write something here."))


class GoodForm(Form):
    """A good, its hazards, its sectors and where it is written."""

    country = SelectField(_l("Country"), choices=choices(words.COUNTRIES))
    name_en = StringField(_l("Name in English"), validators=[WANTED, Length(max=120)])
    name_it = StringField(_l("Name in Italian"), validators=[Optional(), Length(max=120)])
    name_ur = StringField(_l("Name in Urdu"), validators=[Optional(), Length(max=120)])
    hazards = TicksField(
        _l("Hazards"),
        choices=choices(words.HAZARDS),
        validators=[DataRequired(_l("Choose an answer."))],
    )
    sectors = StringField(_l("Sectors"), validators=[WANTED, Length(max=200)], render_kw={"dir": "ltr"})
    source = StringField(_l("Source"), validators=[WANTED, Length(max=300)])
    year = IntegerField(
        _l("Year of the source"), validators=[InputRequired(), NumberRange(YEARS[0], YEARS[-1])]
    )


class RetireForm(Form):
    """Why a good is taken out of force."""

    why = StringField(_l("Why it no longer counts"), validators=[WANTED, Length(max=200)])
