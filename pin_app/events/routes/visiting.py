"""What everybody sees: the list of events, and one of them."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user

from pin_app.access import is_anyone, is_organiser, policy
from pin_app.db import now
from pin_app.events import asking, places, policies, queries
from pin_app.events.forms import wanted
from pin_app.events.routes.blueprint import bp, event_or_404
from pin_app.typed import page_number


@bp.get("/events")
@policy(is_anyone)
def index() -> str:
    """List the events to come, or those that are over."""
    asked = wanted(request.args)
    found = queries.found(asked, page_number())
    return render_template(
        "events/index.html", found=found, wanted=asked, may_make=is_organiser(current_user)
    )


@bp.get("/events/<public_id>")
@policy(is_anyone)
def show(public_id: str) -> str:
    """Show one event with its programme; a draft only to those who organise it."""
    event = event_or_404(public_id, policies.may_see)
    return render_template(
        "events/show.html",
        event=event,
        programme=queries.programme_of(event),
        room=places.room_of(event, asking.places_taken([event])[event.id], now()),
        may_organise=policies.may_organise(current_user, event),
    )
