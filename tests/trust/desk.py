"""A pair, a request, a note and a view for every address of the desk that names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import Rule

from pin_app.desk.services import keeping
from pin_app.desk.services.decisions import Both
from pin_app.profiles import services as profiles
from tests.factories import introductions
from tests.factories.pairs import pair

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, object]:
    """What the address of a route needs."""
    if rule.endpoint == "desk.delete_note":
        return {"number": keeping.write_note(_pair(cast), "A note", cast.people["staff"]).id}
    if rule.endpoint == "desk.delete_view":
        return {"number": keeping.save_view(cast.people["staff"], "A view", {}).id}
    if "public_id" in rule.arguments:
        return {"public_id": introductions.introduction("suggested").public_id}
    if "low" not in rule.arguments:
        return {}
    both = _pair(cast)
    return {"purpose": both.purpose, "low": both.low.public_id, "high": both.high.public_id}


def _pair(cast: Cast) -> Both:
    """A pair of which the owner and the member act for one side."""
    mine = introductions.side(owner=cast.people["owner"])
    profiles.add_member(mine, cast.people["member"], by=None)
    return pair(both=(mine, introductions.side("italian_firm")))
