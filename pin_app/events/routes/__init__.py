"""Pages of this room, by subject."""

from pin_app.events.routes import managing, organisers, states, visiting, writing
from pin_app.events.routes.blueprint import bp

__all__ = ["bp", "managing", "organisers", "states", "visiting", "writing"]
