"""Pages of this room, by subject."""

from pin_app.meetings import models
from pin_app.meetings.routes.blueprint import bp

__all__ = ["bp", "models"]
