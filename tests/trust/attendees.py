"""An event of the organiser with somebody who comes, and a filter, for every address of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import Rule

from pin_app.attendees.models import AttendeeFilter
from pin_app.db import db
from tests.factories import events

if TYPE_CHECKING:
    from tests.trust.cast import Cast


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
    return given
