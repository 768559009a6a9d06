"""Pages of this room, by subject."""

from pin_app.outcomes import tasks, words
from pin_app.outcomes.routes import by_link, calling, mine, parts, recording
from pin_app.outcomes.routes.blueprint import bp

__all__ = ["bp", "by_link", "calling", "mine", "parts", "recording", "tasks", "words"]
