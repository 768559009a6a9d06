"""Pages of this room, by subject."""

from pin_app.profiles import tasks, words
from pin_app.profiles.routes import editing, mine, people, reviewing, reviewing_many, sectors, showing
from pin_app.profiles.routes.blueprint import bp

__all__ = [
    "bp",
    "editing",
    "mine",
    "people",
    "reviewing",
    "reviewing_many",
    "sectors",
    "showing",
    "tasks",
    "words",
]
