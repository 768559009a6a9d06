"""What organisers ask and send: a list by its address, a file to take away, a filter to keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from pin_app.attendees import words
from pin_app.attendees.presets import PRESETS
from pin_app.attendees.queries.facets import is_of_question
from pin_app.attendees.services import Listing
from pin_app.attendees.services.exporting import PURPOSE_MOST
from pin_app.attendees.services.filtering import NAME_MOST
from pin_app.attendees.wanted import NEGATED, ORDERS, Wanted
from pin_app.forms import Form, TicksField, clean_line
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles.forms.parts import choices

LONGEST_SEARCH = 100
MOST_VALUES = 60
MOST_REMOVED = 20  # filters by questions that are not there any more
_VALUE = re.compile(r"[A-Za-z0-9_-]{1,60}")
Arguments = MultiDict[str, str]


def read(arguments: Arguments, facets: Collection[str]) -> Wanted:
    """Return whom the arguments of an address ask for; what makes no sense is left out.

    A question that was removed is still asked for: a list without its filter would hold everybody.
    """
    only: dict[str, tuple[str, ...]] = {}
    but: dict[str, tuple[str, ...]] = {}
    removed = [name for name in arguments if is_of_question(name) and name not in facets]
    for facet in [*facets, *removed[:MOST_REMOVED]]:
        values = _values(arguments, facet)
        if values:
            (but if arguments.get(facet + NEGATED) == "but" else only)[facet] = values
    order = arguments.get("order", "")
    return Wanted(
        words=clean_line(arguments.get("q", "")[: LONGEST_SEARCH * 4])[:LONGEST_SEARCH],
        only=only,
        but=but,
        order=order if order in ORDERS else ORDERS[0],
    )


def preset(arguments: Mapping[str, str], default: str = "organiser") -> str:
    """Return which kind of list is asked for."""
    asked = arguments.get("preset", "")
    return asked if asked in PRESETS else default


def columns(arguments: Arguments) -> tuple[str, ...]:
    """Return which columns are asked for; none: the usual ones."""
    return _values(arguments, "column", most=200)


def _values(arguments: Arguments, name: str, most: int = MOST_VALUES) -> tuple[str, ...]:
    found = (value for value in arguments.getlist(name)[:most] if _VALUE.fullmatch(value))
    return tuple(dict.fromkeys(found))


class ExportForm(Form):
    """What is taken away, with which columns, and what for."""

    form = RadioField(_l("As"), validate_choice=True)
    language = SelectField(
        _l("Language of the list"), choices=choices(LANGUAGES), default=language, validators=[DataRequired()]
    )
    column = TicksField(_l("Columns"))
    purpose = TextAreaField(
        _l("What is the list for?"),
        validators=[DataRequired(_l("Write what the list is for.")), Length(max=PURPOSE_MOST)],
        render_kw={"rows": 2, "maxlength": PURPOSE_MOST},
    )

    def offer(self, listing: Listing) -> ExportForm:
        """Offer what this kind of list can be; the usual choice is ticked."""
        self.form.choices = [(code, words.FORMS[code][0]) for code in listing.preset.forms]
        self.column.choices = [(column.key, column.heading) for column in listing.allowed]
        if not self.is_submitted():
            self.form.data = listing.preset.forms[0]
            self.column.data = [column.key for column in listing.columns]
        return self

    def keys(self) -> tuple[str, ...]:
        """The columns that were ticked."""
        return tuple(self.column.data or ())


class FilterForm(Form):
    """A name under which all organisers find a filter again."""

    name = StringField(
        _l("Name of the filter"),
        validators=[DataRequired(_l("Give the filter a name.")), Length(max=NAME_MOST)],
        render_kw={"maxlength": NAME_MOST},
    )
