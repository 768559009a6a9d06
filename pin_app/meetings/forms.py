"""What organisers and participants tell about meetings, as it comes from a page."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from pin_app.events import clocks
from pin_app.events.models import Event
from pin_app.forms import Form, TicksField, clean_line
from pin_app.meetings.models import ANSWERS, WISHES
from pin_app.meetings.services import planning

LOCAL = "%Y-%m-%dT%H:%M"
NOTE_MOST = 1_000
SEARCH_MOST = 100


class PlanForm(Form):
    """How meetings are run; moments by the clocks of the event."""

    opens_at = DateTimeLocalField(_l("Wishes are taken from"), format=LOCAL, validators=[InputRequired()])
    closes_at = DateTimeLocalField(_l("Wishes are taken until"), format=LOCAL, validators=[InputRequired()])
    minutes = IntegerField(
        _l("Minutes of a meeting"),
        validators=[InputRequired(), NumberRange(planning.MINUTES_LEAST, planning.MINUTES_MOST)],
    )
    break_minutes = IntegerField(
        _l("Minutes between two meetings"),
        validators=[InputRequired(), NumberRange(0, planning.BREAK_MOST)],
    )
    most = IntegerField(
        _l("Meetings that one person has at most"),
        validators=[InputRequired(), NumberRange(1, planning.MEETINGS_MOST)],
    )
    feedback = BooleanField(_l("Ask both sides after the event how each meeting was"))

    def values(self, event: Event) -> dict[str, Any]:
        """Return what was typed, moments as such."""
        return {
            "opens_at": _moment(self.opens_at.data, event),
            "closes_at": _moment(self.closes_at.data, event),
            **{name: self[name].data for name in ("minutes", "break_minutes", "most", "feedback")},
        }


class SlotsForm(Form):
    """The hours of one day in which meetings take place."""

    day = SelectField(_l("Day"), validators=[InputRequired()])
    first = TimeField(_l("First meeting starts at"), validators=[InputRequired()])
    last = TimeField(_l("Last meeting ends by"), validators=[InputRequired()])
    lunch_from = TimeField(_l("Lunch from"), validators=[Optional()])
    lunch_to = TimeField(_l("Lunch until"), validators=[Optional()])

    def lunch(self) -> tuple[time, time] | None:
        """Return the hours without meetings, where both were said."""
        start, end = self.lunch_from.data, self.lunch_to.data
        return (start, end) if start is not None and end is not None else None

    def offer(self, days: list[date], labels: list[str]) -> SlotsForm:
        """Offer the days of an event."""
        pairs = zip(days, labels, strict=True)
        self.day.choices = [SelectChoice(day.isoformat(), label) for day, label in pairs]
        return self


class TablesForm(Form):
    """Names of tables, one a line, or how many numbered ones."""

    names = TextAreaField(
        _l("Names of the tables, one a line"), validators=[Length(max=20_000)], render_kw={"rows": 8}
    )

    def values(self) -> list[str]:
        """Return the names as they were typed."""
        return (self.names.data or "").splitlines()


class NumberedForm(Form):
    """How many tables with numbers for names."""

    count = IntegerField(
        _l("Number of tables"), validators=[InputRequired(), NumberRange(1, planning.TABLES_MOST)]
    )


class RunForm(Form):
    """How a timetable is to be made."""

    base = HiddenField()
    changes = IntegerField(
        _l("Change at most so many meetings"),
        validators=[Optional(), NumberRange(0, 10_000)],
        description=_l("Leave it empty for the best timetable whatever it changes."),
    )


class ParticipationForm(Form):
    """Whether somebody takes part, with how many meetings at most, and when there is no time."""

    takes_part = RadioField(
        _l("Do you take part in the meetings?"),
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
        validators=[InputRequired()],
    )
    most = IntegerField(_l("I want at most so many meetings"))
    away = TicksField(_l("When I have no time"), coerce=int, validators=[Optional()])

    def __init__(self, *args: Any, allowed: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.most.validators = (Optional(), NumberRange(1, allowed))
        self.most.flags.min, self.most.flags.max = 1, allowed


class WishForm(Form):
    """A wish about one other, by its button."""

    other = HiddenField(validators=[InputRequired(), Length(max=20)])
    wish = HiddenField(validators=[Optional(), AnyOf(WISHES)])


class SearchForm(Form):
    """Words by which others are found."""

    class Meta(Form.Meta):
        """A search changes nothing."""

        csrf = False

    q = StringField(_l("Search by name, organisation or city"), validators=[Length(max=SEARCH_MOST)])

    def asked(self) -> str:
        """Return the words, clean."""
        return clean_line(self.q.data)[:SEARCH_MOST]


class FeedbackForm(Form):
    """What one side says of a meeting, by its button, with a note for staff."""

    meeting = HiddenField(validators=[InputRequired(), Length(max=20)])
    answer = HiddenField(validators=[InputRequired(), AnyOf(ANSWERS)])
    note = TextAreaField(
        _l("A note for ISCOS"), validators=[Length(max=NOTE_MOST)], render_kw={"rows": 2, "dir": "auto"}
    )


class PlaceForm(Form):
    """Two people, a slot and a table."""

    slot = SelectField(_l("When"), coerce=int, validators=[InputRequired()])
    table = SelectField(_l("Table"), coerce=int, validators=[InputRequired()])


class AddForm(PlaceForm):
    """Two people who shall meet."""

    first = HiddenField(validators=[InputRequired(), Length(max=20)])
    second = HiddenField(validators=[InputRequired(), Length(max=20)])


def _moment(typed: datetime, event: Event) -> datetime:
    return clocks.moment(typed.date(), typed.time(), event.time_zone)
