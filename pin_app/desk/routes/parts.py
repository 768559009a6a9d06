"""What this room shows on pages of others: the desk's figures on the first page of staff."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.access import is_staff
from pin_app.desk.queries import figures
from pin_app.desk.routes.blueprint import bp


def on_dashboard(**_given: Any) -> dict[str, Any] | None:
    """What waits, and the way to the first pair."""
    return {"waiting": figures.waiting()} if is_staff(current_user) else None


slots.fill(bp, "dashboard", "desk/_on_dashboard.html", on_dashboard)
