"""Pages of this room, by subject."""

from pin_app.accounts.routes import account, bouncing, consents, entering, registering, resetting, sessions
from pin_app.accounts.routes.blueprint import bp

__all__ = ["account", "bouncing", "bp", "consents", "entering", "registering", "resetting", "sessions"]
