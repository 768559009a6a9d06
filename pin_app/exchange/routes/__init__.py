"""Pages of this room, split by direction."""

from pin_app.exchange.routes import incoming, outgoing
from pin_app.exchange.routes.blueprint import bp

__all__ = ["bp", "incoming", "outgoing"]
