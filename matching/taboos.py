"""What some parties never trade in: who speaks of halal is not brought together with pork or alcohol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from matching.centring import Matrix
from matching.lexicon import trade_lexicon
from matching.statements import ReadyStatement

WIDTH: Final = 2
_COST = 4.0  # more than any likeness of words can bring back
_OBSERVED: Final = frozenset({"halal"})
_FORBIDDEN: Final = frozenset({"pork", "wine_spirits"})


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
    observes = bool(named & _OBSERVED)
    return float(observes), float(not observes and bool(named & _FORBIDDEN))
