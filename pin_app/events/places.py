"""Whether somebody can still come: how registration stands, and how many places are free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pin_app.events.models import Event


@dataclass(frozen=True, slots=True)
class Room:
    """How registration stands: not_public, cancelled, over, not_yet, closed, open or full.

    `free` is None where there is no limit.
    """

    state: str
    free: int | None


def room_of(event: Event, taken: int, at: datetime) -> Room:
    """Return how registration stands at a moment with so many places taken."""
    free = None if event.capacity is None else max(event.capacity - taken, 0)
    return Room(_state(event, free, at), free)


def _state(event: Event, free: int | None, at: datetime) -> str:
    if event.state != "published":
        return "cancelled" if event.state == "cancelled" else "not_public"
    if at >= event.ends_at:
        return "over"
    if event.opens_at is not None and at < event.opens_at:
        return "not_yet"
    if at >= (event.closes_at or event.starts_at):
        return "closed"
    return "full" if free == 0 else "open"
