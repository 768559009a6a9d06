"""Pages of this room, by subject."""

from pin_app.events.routes import (
    copying,
    managing,
    organisers,
    programme,
    questions,
    states,
    visiting,
    writing,
)
from pin_app.events.routes.blueprint import bp

__all__ = [
    "bp",
    "copying",
    "managing",
    "organisers",
    "programme",
    "questions",
    "states",
    "visiting",
    "writing",
]
