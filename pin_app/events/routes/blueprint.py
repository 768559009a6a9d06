"""The blueprint of this room, and what pages about one event ask first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort
from flask_login import current_user

from pin_app.events import policies, queries
from pin_app.events.models import Event

bp = Blueprint("events", __name__)


def event_or_404(public_id: str, rule: Callable[[Any, Event], bool] = policies.may_organise) -> Event:
    """Return the event of an address if the rule holds for the person; for others there is no such page."""
    event = queries.by_public_id(public_id)
    if event is None or not rule(current_user, event):
        abort(404)
    return event
