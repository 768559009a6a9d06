"""Pages for staff: the list of pairs, a pair, the board."""

from pin_app.desk.routes.blueprint import bp

__all__ = ["bp"]
