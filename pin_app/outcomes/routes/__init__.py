"""Pages of this room, by subject."""

from pin_app.outcomes import models
from pin_app.outcomes.routes.blueprint import bp

__all__ = ["bp", "models"]
