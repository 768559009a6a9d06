"""Pages of this room, by subject."""

from pin_app.registrations.routes.blueprint import bp

__all__ = ["bp"]
