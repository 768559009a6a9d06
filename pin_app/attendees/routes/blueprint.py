"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from pin_app.attendees import forms, models, words  # noqa: F401 -- the store knows its tables by the models
from pin_app.attendees.queries.facets import conditions
from pin_app.attendees.services import Listing, listing_of
from pin_app.attendees.wanted import Wanted
from pin_app.events import queries as events
from pin_app.events.models import Event

bp = Blueprint("attendees", __name__)
AT = "/events/<public_id>/attendees"


def wanted(event: Event) -> Wanted:
    """Return whom the address asks for."""
    facets = conditions(event, events.questions_of(event, retired=True))
    return forms.read(request.args, facets)


def listing(event: Event, default: str = "organiser") -> Listing:
    """Return the list that the address asks for."""
    return listing_of(event, forms.preset(request.args, default), wanted(event), forms.columns(request.args))


def arguments(found: Listing) -> dict[str, Any]:
    """Return what stands in the address of a list, without the place in it."""
    keys = list(forms.columns(request.args))
    said = {"preset": found.preset.key} if found.preset.key != "organiser" else {}
    return said | found.wanted.arguments() | ({"column": keys} if keys else {})


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words}
