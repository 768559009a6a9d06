"""Likeness of texts as one would write it down, which the engine's tiles must equal to the last bit."""

import numpy as np

from matching.centring import Matrix
from matching.sides import Side, figures


def best_likeness(mine: Side, theirs: Side) -> Matrix:
    """Best likeness of any row of a party with any row of another, shape (parties, parties)."""
    likeness = figures(mine.full) @ figures(theirs.full).T + (mine.listed @ theirs.listed.T).toarray()
    likeness = np.maximum.reduceat(likeness, theirs.starts, axis=1)
    return np.asarray(np.maximum.reduceat(likeness, mine.starts, axis=0), dtype=np.float32)
