"""An event of the organiser with meetings, one of them between the owner and a stranger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule

from pin_app.meetings.services import editing
from pin_app.registrations.services import links
from tests.factories.meetings import Fair

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, Any]:
    """What an address of this room names."""
    if not rule.arguments:
        return {}
    fair = Fair(by=cast.people["organiser"])
    mine, other = fair.comes("Mine", user_id=cast.people["owner"].id), fair.comes("Other")
    run = fair.run()
    meeting = editing.add(run, fair.by, (mine, other), fair.slots[0], fair.tables[0])
    run.state = "replaced" if rule.rule.endswith("roll-back") else "draft"
    of_event = rule.rule.startswith("/events/")
    given = {
        "public_id": fair.event.public_id if of_event else mine.public_id,
        "number": fair.slots[-1].id if rule.endpoint.endswith("remove_slot") else run.number,
        "meeting_id": meeting.public_id,
        "token": links.token_of(mine),
    }
    return {name: given[name] for name in rule.arguments}
