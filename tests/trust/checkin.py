"""An event of the organiser, which began this morning, and what its doors need."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from werkzeug.routing import Rule

from pin_app.db import now
from tests.factories import events

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, object]:
    """What the address of a route needs."""
    start = now() - timedelta(hours=2)
    made = events.event(cast.people["organiser"], starts_at=start, ends_at=start + timedelta(hours=8))
    return {"public_id": made.public_id} if "public_id" in rule.arguments else {}
