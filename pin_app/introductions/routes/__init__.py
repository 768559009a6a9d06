"""Pages of the two sides and of staff."""

from pin_app.introductions.routes import by_link, deciding, mine, parts, requesting, staff
from pin_app.introductions.routes.blueprint import bp

__all__ = ["bp", "by_link", "deciding", "mine", "parts", "requesting", "staff"]
