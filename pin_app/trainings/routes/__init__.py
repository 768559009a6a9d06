"""Pages of this room, by subject."""

from pin_app.trainings.routes import managing, mine, parts, registering, visiting
from pin_app.trainings.routes.blueprint import bp

__all__ = ["bp", "managing", "mine", "parts", "registering", "visiting"]
