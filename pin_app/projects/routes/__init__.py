"""Pages of this room, by subject."""

from pin_app.projects.routes import documents, showing
from pin_app.projects.routes.blueprint import bp

__all__ = ["bp", "documents", "showing"]
