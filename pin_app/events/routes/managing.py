"""What an organiser sees first: the own events, and the page from which one is run."""

from __future__ import annotations

from flask import render_template

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import now
from pin_app.events import asking, places, queries
from pin_app.events.forms import OrganiserForm
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import bp, event_or_404
from pin_app.typed import page_number


@bp.get("/events/mine")
@policy(is_organiser)
def mine() -> str:
    """List the events that the person runs; staff see all."""
    found = queries.organised_by(me(), page_number())
    return render_template("events/mine.html", found=found, taken=asking.places_taken(found.items), now=now())


@bp.get("/events/<public_id>/manage")
@policy(is_organiser)
def manage(public_id: str) -> str:
    """Show where an event stands, and lead to everything that can be done with it."""
    return manage_page(event_or_404(public_id), OrganiserForm())


def manage_page(event: Event, form: OrganiserForm) -> str:
    """The page from which an event is run, with the form for another organiser."""
    taken = asking.places_taken([event])[event.id]
    return render_template(
        "events/manage.html",
        event=event,
        taken=taken,
        room=places.room_of(event, taken, now()),
        organisers=queries.organisers_of(event),
        programme=queries.programme_of(event),
        questions=queries.questions_of(event),
        form=form,
        now=now(),
    )
