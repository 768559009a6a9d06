"""An event of the organiser for every address of this room that names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import Rule

from pin_app.db import db
from pin_app.events.models import EventOrganiser
from pin_app.events.services.calendars import open_feed
from tests.factories.events import event, item, question
from tests.factories.people import person

if TYPE_CHECKING:
    from tests.trust.cast import Cast

DRAFTS = ("events.publish", "events.discard")


def things(cast: Cast, rule: Rule) -> dict[str, object]:
    """What the address of a route needs."""
    if "token" in rule.arguments:
        return {"token": open_feed(cast.people["owner"]).token}
    given: dict[str, object] = {}
    if "public_id" in rule.arguments:
        state = "draft" if rule.endpoint in DRAFTS else "published"
        made = event(cast.people["organiser"], state=state)
        given["public_id"] = made.public_id
    if "number" in rule.arguments:
        second = person(role="organiser")
        db.session.add(EventOrganiser(event_id=made.id, user_id=second.id))
        given["number"] = second.id
    if "item_id" in rule.arguments:
        given["item_id"] = item(made).public_id
    if "question_id" in rule.arguments:
        given["question_id"] = question(made).public_id
    return given | ({"kind": "text"} if "kind" in rule.arguments else {})
