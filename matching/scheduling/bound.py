"""What no timetable can exceed: the linear relaxation of which pairs meet, and the prices that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from matching.scheduling.board import Board, Flags, Floats, Ints, Window
from matching.scheduling.rows import Rows

_ORDINARY: Final = 2.0  # a score of 1 and two sides that "would"
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
    of which no more are used in a slot than pairs of people who are there can be made. Who meets when is
    left out.
    """
    people, pools = np.zeros(board.people), np.zeros(len(board.room))
    pairs = np.flatnonzero(board.allowed.any(axis=1))
    if not len(pairs):
        return Bound(0.0, people, pools)
    rows, columns = Rows(), np.arange(len(pairs))
    ends = np.concatenate([board.first[pairs], board.second[pairs]])
    limited = rows.add_where_many(ends, np.tile(columns, 2), _limits(board))
    room = np.minimum(board.room, _at_once(board)).sum(axis=1).astype(np.float64)
    scarce = rows.add_where_many(board.pool[pairs], columns, room)
    matrix, most = rows.matrix(len(pairs))
    bounds = np.stack([board.locked[pairs] >= 0, np.ones(len(pairs))], axis=1).astype(np.float64)
    some = {"A_ub": matrix, "b_ub": most} if len(most) else {}
    found = linprog(-board.value[pairs], **some, bounds=bounds, method="highs-ds")
    if len(most):
        people[limited] = -found.ineqlin.marginals[: len(limited)]
        pools[scarce] = -found.ineqlin.marginals[len(limited) :]
    return Bound(float(-found.fun), people, pools)


def _at_once(board: Board) -> Ints:
    """At most so many meetings in each slot: half of the largest matching of people with their partners."""
    found = np.zeros(board.slots, dtype=np.int64)
    for slot in range(board.slots):
        pairs = np.flatnonzero(board.allowed[:, slot])
        one, other = board.first[pairs], board.second[pairs]
        ends = np.concatenate([one, other]), np.concatenate([other, one])
        partners = csr_array((np.ones(2 * len(pairs)), ends), shape=(board.people, board.people))
        found[slot] = (maximum_bipartite_matching(partners) >= 0).sum() // 2
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
        if windows:
            there = np.flatnonzero(board.there[person]).tolist()
            limits[person] = min(limits[person], _most_with_rests(there, windows))
    return limits


def _most_with_rests(there: list[int], windows: tuple[Window, ...]) -> int:
    """How many of these slots can be had: taking each as early as its window allows leaves the most."""
    taken: list[int] = []
    for slot in there:
        if all(len(taken) < most or slot - taken[-most] >= length for length, most in windows):
            taken.append(slot)
    return len(taken)
