"""What no timetable can exceed: the linear relaxation of which pairs meet."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from matching.scheduling.board import Board
from matching.scheduling.rows import Rows


def upper_bound(board: Board) -> float:
    """The largest total of fractions of pairs, whichever slots they meet in.

    Each pair counts from 0 (or 1, if locked) to 1, and only if it can meet in some slot; the pairs of a
    person together at most its meetings; all pairs of a pool of tables at most its tables over all slots. Who
    meets in the same slot is left out, so this is at least the relaxation that knows the slots.
    """
    pairs = np.flatnonzero(board.allowed.any(axis=1))
    if not len(pairs):
        return 0.0
    rows = Rows()
    people = np.concatenate([board.first[pairs], board.second[pairs]])
    rows.add_where_many(people, np.tile(np.arange(len(pairs)), 2), _limits(board))
    rows.add_where_many(board.pool[pairs], np.arange(len(pairs)), board.room.sum(axis=1).astype(np.float64))
    matrix, most = rows.matrix(len(pairs))
    bounds = np.stack([board.locked[pairs] >= 0, np.ones(len(pairs))], axis=1).astype(np.float64)
    found = linprog(
        -board.value[pairs], A_ub=matrix if len(most) else None, b_ub=most if len(most) else None,
        bounds=bounds, method="highs-ds",
    )  # fmt: skip
    return float(-found.fun)


def _limits(board: Board) -> np.ndarray:
    """At most so many meetings of each person: its limit, or what its rests leave of its slots."""
    limits = board.limits.astype(np.float64)
    for person, windows in enumerate(board.windows):
        for length, most in windows:
            blocks = [
                board.there[person, start : start + length].sum() for start in range(0, board.slots, length)
            ]
            limits[person] = min(limits[person], sum(min(int(block), most) for block in blocks))
    return limits
