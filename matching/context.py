"""A statement seen together with what else its party says: "we seek an agent" is about what they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from matching.centring import Matrix
from matching.statements import ReadyStatement

SHARE: Final[dict[tuple[str, str], float]] = {
    ("need", "be_distributed"): 1.0,
    ("need", "technology"): 0.5,
    ("need", "skills"): 0.5,
    ("need", "be_mentored"): 0.5,
    ("need", "partner"): 0.4,
    ("need", "open"): 0.3,
    ("need", "seek_investment"): 0.3,
    ("offer", "distribute"): 0.8,
}
"""How much of the party's statements of the other direction is added to one of this direction and intent."""


def with_context(view: Matrix, said: Sequence[Sequence[ReadyStatement]]) -> Matrix:
    """A view's rows, (n, width) in the order of `said`, each with its share of context and at its old length.

    A row of zeros, a text of which the view knows nothing, takes the length of its context.
    """
    out = view.copy()
    first = 0
    for own in said:
        rows = view[first : first + len(own)]
        for place, statement in enumerate(own):
            share = SHARE.get((statement.direction, statement.intent), 0.0)
            others = [n for n, other in enumerate(own) if other.direction != statement.direction]
            if share and others:
                out[first + place] = _mixed(rows[place], rows[others].mean(axis=0), share)
        first += len(own)
    return out


def _mixed(row: Matrix, context: Matrix, share: float) -> Matrix:
    length = np.linalg.norm(row) or np.linalg.norm(context)
    mixed = row + np.float32(share) * context
    return np.asarray(mixed * (length / max(float(np.linalg.norm(mixed)), 1e-9)), dtype=np.float32)
