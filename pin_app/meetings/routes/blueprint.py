"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort

from pin_app.accounts.current import me
from pin_app.events import showing
from pin_app.events import words as of_events
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import event_or_404
from pin_app.meetings import words
from pin_app.meetings.models import Meeting, MeetingPlan, MeetingRun
from pin_app.meetings.queries import runs, setup
from pin_app.meetings.showing import day_and_time, name_of, time_of
from pin_app.typed import page_number

bp = Blueprint("meetings", __name__)
__all__ = ["bp", "event_or_404", "me", "meeting_or_404", "page_number", "plan_or_404", "run_or_404"]


def plan_or_404(event: Event) -> MeetingPlan:
    """Return how the meetings of an event are run; without a plan there are no such pages."""
    return setup.plan_of(event) or abort(404)


def run_or_404(event: Event, number: int) -> MeetingRun:
    """Return a timetable of an event."""
    return runs.run(event.id, number) or abort(404)


def meeting_or_404(event: Event, public_id: str) -> Meeting:
    """Return a meeting of an event."""
    return runs.meeting(event.id, public_id) or abort(404)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "meeting_words": words,
        "event_words": of_events,
        "showing": showing,
        "name_of": name_of,
        "time_of": time_of,
        "day_and_time": day_and_time,
    }
