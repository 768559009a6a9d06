"""What no timetable can exceed: the linear relaxation of which pairs meet, and the prices that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog

from matching.scheduling.board import Board, Flags, Floats
from matching.scheduling.rows import Rows

_ORDINARY: Final = 2.0  # a score of 1 and two sides that "would"
_BEST: Final = 20
_CLOSE: Final = 0.25


@dataclass(frozen=True)
class Bound:
    """An upper bound on the total, and what one more place of a person or a pool would add."""

    total: float
    people: Floats
    pools: Floats


def upper_bound(board: Board) -> Bound:
    """The largest total of fractions of pairs, whichever slots they meet in.

    Each pair counts from 0 (or 1, if locked) to 1, and only if it can meet in some slot; the pairs of a
    person together at most its meetings; all pairs of a pool of tables at most its tables over all slots,
    of which no more are used in a slot than two people each are there for. Who meets when is left out.
    """
    people, pools = np.zeros(board.people), np.zeros(len(board.room))
    pairs = np.flatnonzero(board.allowed.any(axis=1))
    if not len(pairs):
        return Bound(0.0, people, pools)
    rows, columns = Rows(), np.arange(len(pairs))
    ends = np.concatenate([board.first[pairs], board.second[pairs]])
    limited = rows.add_where_many(ends, np.tile(columns, 2), _limits(board))
    room = np.minimum(board.room, board.there.sum(axis=0) // 2).sum(axis=1).astype(np.float64)
    scarce = rows.add_where_many(board.pool[pairs], columns, room)
    matrix, most = rows.matrix(len(pairs))
    bounds = np.stack([board.locked[pairs] >= 0, np.ones(len(pairs))], axis=1).astype(np.float64)
    some = {"A_ub": matrix, "b_ub": most} if len(most) else {}
    found = linprog(-board.value[pairs], **some, bounds=bounds, method="highs-ds")
    if len(most):
        people[limited] = -found.ineqlin.marginals[: len(limited)]
        pools[scarce] = -found.ineqlin.marginals[len(limited) :]
    return Bound(float(-found.fun), people, pools)


def promising(board: Board, bound: Bound) -> Flags:
    """The pairs that a good timetable is likely to take from.

    Those whose value is not far below the prices of their places, and the best of each person in any case.
    """
    left = _beyond_prices(board, bound)
    found: Flags = left >= -spread(board.value)
    order = np.argsort(-left, kind="stable")
    for ends in (board.first, board.second):
        by_person = order[np.argsort(ends[order], kind="stable")]
        starts = np.searchsorted(ends[by_person], ends[by_person])
        found[by_person[np.arange(len(by_person)) - starts < _BEST]] = True
    return found


def close(board: Board, bound: Bound) -> Flags:
    """The pairs whose value is as good as the prices of their places, or nearly."""
    found: Flags = _beyond_prices(board, bound) >= -_CLOSE * spread(board.value)
    return found


def _beyond_prices(board: Board, bound: Bound) -> Floats:
    return board.value - bound.people[board.first] - bound.people[board.second] - bound.pools[board.pool]


def spread(values: Floats) -> float:
    """How much the values of ordinary pairs differ; what a "must" adds is left out."""
    ordinary = values[values <= _ORDINARY]
    return float(ordinary.std()) if len(ordinary) else 0.0


def _limits(board: Board) -> Floats:
    """At most so many meetings of each person: its limit, or what its rests leave of its slots."""
    limits = board.limits.astype(np.float64)
    for person, windows in enumerate(board.windows):
        for length, most in windows:
            there = board.there[person]
            blocks = [int(there[start : start + length].sum()) for start in range(0, board.slots, length)]
            limits[person] = min(limits[person], sum(min(block, most) for block in blocks))
    return limits
