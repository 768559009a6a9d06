"""Pages of this room, by subject."""

from pin_app.attendees.routes import bringing, brought, listing, taking
from pin_app.attendees.routes.blueprint import bp

__all__ = ["bp", "bringing", "brought", "listing", "taking"]
