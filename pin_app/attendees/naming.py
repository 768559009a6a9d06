"""What the file of a list is called: the title, the kind of list and the day, in the language in use."""

from __future__ import annotations

from pin_app.attendees import words
from pin_app.attendees.services import Order
from pin_app.db import now
from pin_app.events.models import Event
from pin_app.events.showing import local, title_of
from pin_app.filenames import of_parts
from pin_app.i18n import language

SAID = ("csv-excel", "csv")  # the two that an ending does not tell apart


def name_of(event: Event, order: Order) -> str:
    """A name for the file that somebody takes away."""
    title = of_parts(title_of(event, language())) or event.public_id
    form = str(words.FORMS[order.form][0]) if order.form in SAID else ""
    name = of_parts(title, str(words.PRESETS[order.preset]), day_of(event), form)
    return f"{name}.{order.form.partition('-')[0]}"


def plain_name_of(event: Event, order: Order) -> str:
    """What it is called where no letter of the name can be written in ASCII."""
    return f"{order.preset}-{day_of(event)}"


def day_of(event: Event) -> str:
    """Today by the clocks of the event."""
    return local(event, now()).date().isoformat()
