"""When the copy of an event takes place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from pin_app.errors import PinError
from pin_app.events.forms.parts import day_field, hour_field, moment_of, refuse
from pin_app.events.models import Event
from pin_app.forms import Form


class CopyForm(Form):
    """The first day and hour of the copy."""

    starts_on, starts_hour = day_field(_l("First day of the copy")), hour_field(_l("Starts at"))
    found: datetime

    def is_right_for(self, event: Event) -> bool:
        """Check the fields and read the moment by the clocks of the event."""
        if not self.validate():
            return False
        moment: Any = moment_of(self.starts_on, self.starts_hour, event.time_zone)
        self.found = moment
        return moment is not None

    def refuse(self, problem: PinError) -> None:
        """Say at the day what speaks against it."""
        refuse(self.starts_on, problem)
