"""Pages of this room, by subject."""

from pin_app.trainings import tasks
from pin_app.trainings.routes import (
    answering,
    attending,
    certifying,
    dates,
    evaluating,
    managing,
    mine,
    organisers,
    parts,
    registering,
    visiting,
)
from pin_app.trainings.routes.blueprint import bp

__all__ = [
    "answering", "attending", "bp", "certifying", "dates", "evaluating", "managing", "mine",
    "organisers", "parts", "registering", "tasks", "visiting",
]  # fmt: skip
