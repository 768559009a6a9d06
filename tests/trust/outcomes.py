"""One question after an introduction for every address of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule

from pin_app.outcomes.services import links
from pin_app.profiles import services
from tests.factories import introductions
from tests.factories.follow_ups import asked, of

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, Any]:
    """What an address of this room names: a question to a profile of the owner and the member."""
    if not rule.arguments:
        return {}
    mine = introductions.side(owner=cast.people["owner"])
    services.add_member(mine, cast.people["member"], by=None)
    made = asked(first=mine)
    row = of(made, "first")
    given = {
        "public_id": made.public_id,
        "number": row.id,
        "token": links.path_to_answer(row).rsplit("/", 1)[1],
    }
    return {name: given[name] for name in rule.arguments}
