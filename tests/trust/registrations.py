"""An event of the organiser and the owner's registration for every address of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule

from pin_app.registrations.services import links
from tests.factories import events

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, Any]:
    """What an address of this room names: an event, or a registration of the owner."""
    if not rule.arguments:
        return {}
    event = events.event(cast.people["organiser"])
    made = events.registration(event, user_id=cast.people["owner"].id)
    of_event = rule.rule.startswith("/events/")
    given = {
        "public_id": event.public_id if of_event else made.public_id,
        "registration_id": made.public_id,
        "token": links.token_of(made),
    }
    return {name: given[name] for name in rule.arguments}
