"""Pages of this room, by subject."""

from pin_app.checkin.routes import door, scans, watching
from pin_app.checkin.routes.blueprint import bp

__all__ = ["bp", "door", "scans", "watching"]
