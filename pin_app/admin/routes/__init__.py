"""Pages of this room, split by subject."""

from pin_app.admin.routes import outbox, overview, people, trail
from pin_app.admin.routes.blueprint import bp

__all__ = ["bp", "outbox", "overview", "people", "trail"]
