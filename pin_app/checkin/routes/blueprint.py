"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import format_skeleton
from flask import Blueprint, request
from flask_babel import get_locale

from pin_app.checkin import models, policies, words  # noqa: F401 -- so that the store knows its tables
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import event_or_404
from pin_app.events.showing import in_language, local, title_of

bp = Blueprint("checkin", __name__)
DOOR = "/events/<public_id>/check-in"


def door(public_id: str) -> Event:
    """Return the event if the person may stand at its door; for others there is no such page."""
    return event_or_404(public_id, policies.may_check_in)


def asked(name: str, most: int = 100) -> str:
    """Return an argument of the address, bounded."""
    return request.args.get(name, "")[:most]


def clock(event: Event, moment: datetime) -> str:
    """Return the hour and minute at the place of the event, alike in all languages."""
    return local(event, moment).strftime("%H:%M")


def door_opens(event: Event, moment: datetime) -> str:
    """Return the day, short and as the reader writes it, with hour and minute at the place of the event."""
    return f"{format_skeleton('MMMd', local(event, moment), locale=get_locale())} {clock(event, moment)}"


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "words": words, "clock": clock, "door_opens": door_opens, "local": local,
        "title_of": title_of, "in_language": in_language,
    }  # fmt: skip
