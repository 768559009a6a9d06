"""Pages for staff: the list of pairs, a pair, the board."""

from pin_app.desk import tasks, words
from pin_app.desk.routes import board, deciding, introduction, listing, own, pair, parts, selected
from pin_app.desk.routes.blueprint import bp

__all__ = [
    "board", "bp", "deciding", "introduction", "listing", "own", "pair", "parts", "selected", "tasks",
    "words",
]  # fmt: skip
