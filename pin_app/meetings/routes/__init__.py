"""Pages of this room, by subject."""

from pin_app.meetings import models, words
from pin_app.meetings.routes import (
    adding,
    day,
    doors,
    feedback,
    meetings,
    overview,
    person,
    setup,
    timetables,
)
from pin_app.meetings.routes.blueprint import bp

__all__ = [
    "adding", "bp", "day", "doors", "feedback", "meetings", "models", "overview", "person", "setup",
    "timetables", "words",
]  # fmt: skip
