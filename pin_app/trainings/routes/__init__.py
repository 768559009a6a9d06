"""Pages of this room, by subject."""

from pin_app.trainings.routes.blueprint import bp

__all__ = ["bp"]
