"""Pages of this room."""

from pin_app.claims.routes import answering, checking, complaining, goods, grieving, mine, showing
from pin_app.claims.routes.blueprint import bp

__all__ = ["answering", "bp", "checking", "complaining", "goods", "grieving", "mine", "showing"]
