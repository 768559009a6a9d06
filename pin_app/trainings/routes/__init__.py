"""Pages of this room, by subject."""

from pin_app.trainings.routes import attending, certifying, managing, mine, parts, registering, visiting
from pin_app.trainings.routes.blueprint import bp

__all__ = ["attending", "bp", "certifying", "managing", "mine", "parts", "registering", "visiting"]
