"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from pin_app.accounts.current import me
from pin_app.accounts.models import User
from pin_app.events import policies as event_policies
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import event_or_404
from pin_app.registrations import clocks, models, policies, queries, words  # noqa: F401 -- the store knows its tables
from pin_app.registrations.models import Registration

bp = Blueprint("registrations", __name__)


def visitor() -> User | None:
    """The signed-in person, None for a guest."""
    return me() if current_user.is_authenticated else None


def seen_event_or_404(public_id: str) -> Event:
    """Return an event that the person may see."""
    return event_or_404(public_id, event_policies.may_see)


def own_or_404(public_id: str) -> Registration:
    """Return a registration of the person's own; for others there is no such page."""
    found = queries.by_public_id(public_id)
    if found is None or not policies.is_own(current_user, found):
        abort(404)
    return found


def organised_or_404(public_id: str, registration_id: str) -> tuple[Event, Registration]:
    """Return an event that the person runs, and one of its registrations."""
    event = event_or_404(public_id)
    found = queries.by_public_id(registration_id)
    if found is None or found.event_id != event.id:
        abort(404)
    return event, found


@bp.after_request
def _keep_private(response: Response) -> Response:
    """Pages about a person stay in no cache, also those that a mailed link opens without signing in."""
    if "token" in (request.view_args or {}):
        response.headers["Cache-Control"] = "no-store"
    return response


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"said": words, "may": policies, "showing": showing, "clocks": clocks}
