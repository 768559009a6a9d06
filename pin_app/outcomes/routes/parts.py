"""What this room shows on the first page of staff: how many wait to be called, and what waits for a word."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.access import is_staff
from pin_app.db import now
from pin_app.outcomes import queries
from pin_app.outcomes.routes.blueprint import bp


def on_dashboard(**_given: Any) -> dict[str, Any] | None:
    """Return how many questions stand on each of the three lists, for staff."""
    if not is_staff(current_user):
        return None
    waiting = queries.waiting(now())
    return {"waiting": waiting} if any(waiting.values()) else None


slots.fill(bp, "dashboard", "outcomes/_on_dashboard.html", on_dashboard)
