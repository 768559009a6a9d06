"""What this room shows on pages of rooms below and beside it."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.access import is_organiser
from pin_app.accounts.current import me
from pin_app.events import queries, showing, words
from pin_app.events.routes.blueprint import bp

OWN_MOST = 3


def on_start(**_others: Any) -> dict[str, Any] | None:
    """Tell visitors of the next events."""
    found = queries.next_few()
    return {"events": found, "words": words, "showing": showing} if found else None


def on_dashboard(**_others: Any) -> dict[str, Any] | None:
    """Lead organisers to the events that they run next."""
    if not is_organiser(current_user):
        return None
    return {"events": queries.run_next(me(), OWN_MOST), "words": words, "showing": showing}


slots.fill(bp, "start", "events/_on_start.html", on_start)
slots.fill(bp, "dashboard", "events/_on_dashboard.html", on_dashboard)
