"""What some parties never trade in: who speaks of halal, or feeds those who ask for it, meets no pork."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from matching.centring import Matrix
from matching.folding import words
from matching.lexicon import trade_lexicon
from matching.statements import ReadyStatement

WIDTH: Final = 2
_COST = 4.0  # more than any likeness of words can bring back
_OBSERVED: Final = frozenset({"halal"})
_FORBIDDEN: Final = frozenset({"pork", "wine_spirits"})
_KITCHENS: Final = tuple(
    " ".join(words(name))
    for name in (
        "ethnic food", "ethnic grocer", "ethnic shop", "ethnic supermarket", "pakistani food",
        "pakistani grocer", "pakistani restaurant", "pakistani shop", "pakistani store",
        "alimentari etnici", "cash and carry etnico", "cibo pakistano", "cucina pakistana", "negozi etnici",
        "negozio etnico", "negozi pakistani", "negozio pakistano", "prodotti etnici", "prodotti pakistani",
        "ristorante pakistano", "ristoranti pakistani", "supermercato etnico", "پاکستانی ریستوران",
        "پاکستانی دکان", "پاکستانی کھانے", "pakistani dukan", "pakistani khana", "pakistani hotel",
    )
)  # fmt: skip
"""Shops and kitchens whose customers ask for halal food, also where the word is not said."""


def taboo_columns(said: Sequence[Sequence[ReadyStatement]]) -> Matrix:
    """Two columns per statement of each party: a need's row times an offer's row is the cost of a taboo."""
    rows = []
    for own in said:
        observes, trades = _stance(own)
        for s in own:
            rows.append((-_COST * observes, -_COST * trades) if s.direction == "need" else (trades, observes))
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), WIDTH)


def _stance(own: Sequence[ReadyStatement]) -> tuple[float, float]:
    """Whether a party observes the taboo, and whether it trades in what is taboo and does not observe it."""
    lexicon = trade_lexicon()
    named = {lexicon.codes[column] for s in own for column in lexicon.find(s.text, s.language)}
    trades, observes = bool(named & _FORBIDDEN), bool(named & _OBSERVED)
    observes = observes or (not trades and any(map(_cooks_halal, own)))
    return float(observes), float(not observes and trades)


def _cooks_halal(said: ReadyStatement) -> bool:
    spaced = f" {' '.join(words(said.text))}"
    return any(f" {name}" in spaced for name in _KITCHENS)
