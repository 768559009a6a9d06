"""A first timetable at once: the pair of most value takes the slot in which its people are needed least."""

from __future__ import annotations

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.board import Board, Floats
from matching.scheduling.state import State, slots_in


def begin(board: Board) -> State:
    """A timetable of the locked meetings alone."""
    state = State(board)
    for pair in np.flatnonzero(board.locked >= 0).tolist():
        state.put(pair, int(board.locked[pair]))
    return state


def fill(state: State, aim: Aim) -> int:
    """Put every pair that fits and gains, best first; how many were put."""
    order = np.argsort(-aim.base, kind="stable")
    wanted = _asked(state.board)
    budget = _budget(state, aim)
    put = 0
    for pair in order.tolist():
        free = state.fits(pair)
        if not free:
            continue
        one, other = state.ends[pair]
        slot = min(slots_in(free), key=lambda s: (-aim.gain(pair, s), wanted[one][s] + wanted[other][s], s))
        change = aim.change(pair, slot)
        if aim.gain(pair, slot) > 0 and (budget is None or change <= budget):
            state.put(pair, slot)
            budget = None if budget is None else budget - change
            put += 1
    return put


def _budget(state: State, aim: Aim) -> int | None:
    return None if aim.most is None else aim.most - aim.changes(state)


def _asked(board: Board) -> list[list[float]]:
    """How much value waits for each person in each slot: a slot that few others want is taken first."""
    waits: Floats = np.zeros(board.there.shape)
    for ends in (board.first, board.second):
        np.add.at(waits, ends, board.allowed * board.value[:, None])
    found: list[list[float]] = waits.tolist()
    return found
