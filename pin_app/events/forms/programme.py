"""One point of a programme."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from pin_app.errors import PinError
from pin_app.events import clocks, guards, showing
from pin_app.events.forms.parts import hour_field, moment_of, refuse
from pin_app.events.forms.texts import TextsForm
from pin_app.events.models import Event, ProgrammeItem
from pin_app.forms import Form
from pin_app.profiles.forms.parts import Guarded, Together

PLAIN = ("speaker", "room", "check_in")


class _PointForm(Form):
    """Day, hours, speaker and room."""

    day = SelectField(_l("Day"), choices=[], coerce=showing.day_of, validators=[InputRequired()])
    starts_hour, ends_hour = hour_field(_l("From")), hour_field(_l("Ends at"))
    speaker = StringField(_l("Who speaks"), validators=[Guarded(guards.venue)])
    room = StringField(_l("Room"), validators=[Guarded(guards.city)])
    check_in = BooleanField(_l("Record who is there"))


class ItemForm(Together):
    """The whole of one point: its title by language, and the rest."""

    def __init__(self, event: Event, item: ProgrammeItem | None = None) -> None:
        self.event = event
        self.point = _PointForm(data=_kept(event, item) if item else {})
        self.point.day.choices = [SelectChoice(day, showing.day_name(day)) for day in showing.days_of(event)]
        self.titles = TextsForm(
            event, _l("Title"), guards.TITLE_MOST, prefix="title-", data=item.titles if item else {}
        )
        self.parts = [self.point, self.titles]
        self.found: dict[str, datetime | None] = {}

    def validate(self) -> bool:
        """Check each part, then the hours."""
        if not super().validate():
            return False
        zone, day = self.event.time_zone, self.point.day
        start = moment_of(day, self.point.starts_hour, zone)
        self.found = {"starts_at": start, "ends_at": moment_of(day, self.point.ends_hour, zone, after=start)}
        return not self.errors

    def refuse(self, problem: PinError) -> None:
        """Say at the hours what speaks against saving."""
        refuse(self.point.ends_hour, problem)

    def values(self) -> dict[str, Any]:
        """Return what can be saved."""
        plain = {name: self.point[name].data for name in PLAIN}
        return plain | {"titles": self.titles.values()} | self.found


def _kept(event: Event, item: ProgrammeItem) -> dict[str, Any]:
    first, last = (clocks.local(moment, event.time_zone) for moment in (item.starts_at, item.ends_at))
    hours = {"day": first.date(), "starts_hour": first.time(), "ends_hour": last.time()}
    return {name: getattr(item, name) for name in PLAIN} | hours
