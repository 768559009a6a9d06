"""Pages of this room, by subject."""

from pin_app.events.routes import (
    calendars,
    copying,
    managing,
    organisers,
    parts,
    programme,
    questions,
    states,
    visiting,
    writing,
)
from pin_app.events.routes.blueprint import bp

__all__ = [
    "bp",
    "calendars",
    "copying",
    "managing",
    "organisers",
    "parts",
    "programme",
    "questions",
    "states",
    "visiting",
    "writing",
]
