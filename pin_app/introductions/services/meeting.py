"""What came of it: they have met, and rooms above have recorded an outcome."""

from __future__ import annotations

from pin_app.db import now
from pin_app.introductions.actors import Actor
from pin_app.introductions.models import Introduction
from pin_app.introductions.services.feeding import tell_engine
from pin_app.introductions.services.stepping import allow, move, take
from pin_app.introductions.states import CONTACT, SIDES


def record_met(introduction: Introduction, by: Actor, note: str = "", expected: int | None = None) -> bool:
    """Record that the two have met; said again, also by the other side, it changes nothing."""
    take(introduction)
    if introduction.met_at is not None and introduction.state in CONTACT:
        return False
    allow(introduction, "meet", by, expected)
    introduction.met_at = now()
    move(introduction, "meet", by, "", note)
    for side in SIDES:
        tell_engine(introduction, side, "met")
    return True


def record_outcome(
    introduction: Introduction, by: Actor, note: str = "", expected: int | None = None
) -> bool:
    """Record that an outcome is known; it needs a meeting first. Further outcomes change nothing here."""
    take(introduction)
    if introduction.state == "outcome_recorded":
        return False
    allow(introduction, "record_outcome", by, expected)
    move(introduction, "record_outcome", by, "", note)
    return True
