"""Pages of this room, by subject."""

from pin_app.registrations import words
from pin_app.registrations.routes import by_link, mine, organising, parts, registering
from pin_app.registrations.routes.blueprint import bp

__all__ = ["bp", "by_link", "mine", "organising", "parts", "registering", "words"]
