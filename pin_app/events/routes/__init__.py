"""Pages of this room, by subject."""

from pin_app.events.routes.blueprint import bp

__all__ = ["bp"]
