"""An event of the organiser with somebody who comes, a filter and a list, for every address of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import Rule

from pin_app.attendees.models import AttendeeFilter
from pin_app.attendees.services import bringing
from pin_app.db import db
from tests.factories import events

if TYPE_CHECKING:
    from tests.trust.cast import Cast

LIST = b"Surname,Given name\nRossi,Anna\n"


def things(cast: Cast, rule: Rule) -> dict[str, object]:
    """What the address of a route needs."""
    made = events.event(cast.people["organiser"])
    events.registration(made)
    given: dict[str, object] = {"public_id": made.public_id}
    if "filter_id" in rule.arguments:
        kept = AttendeeFilter(event_id=made.id, name="Kept", arguments={})
        db.session.add(kept)
        db.session.flush()
        given["filter_id"] = kept.public_id
    if "import_id" in rule.arguments:
        found = bringing.start(made, LIST, "list.csv", cast.people["organiser"])
        bringing.check(found)
        given["import_id"] = found.public_id
    return given
