"""Some slots at a time, made anew as well as they can be while the others stay: HiGHS does the sum."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.scheduling.aim import Aim
from matching.scheduling.board import Flags, Floats, Ints
from matching.scheduling.greedy import fill
from matching.scheduling.model import Model, make_model
from matching.scheduling.state import State

TOLERANCE = 1e-7


def remake(
    state: State, aim: Aim, slots: list[int], seconds: float, wanted: Flags | None = None, nodes: int = 200
) -> bool:
    """Make these slots anew; whether the timetable is worth more than before."""
    inside = np.zeros(state.board.slots, dtype=np.bool_)
    inside[slots] = True
    model = make_model(state, aim, inside, wanted)
    if not len(model.pairs):
        return False
    solution = solve(model, seconds, nodes)
    return solution is not None and take_over(state, aim, inside, model, solution)


def solve(model: Model, seconds: float, nodes: int, gap: float = 1e-4) -> Ints | None:
    """Which meetings (columns of the model) are best; None where no answer was found in time."""
    found = milp(
        -model.gain,
        integrality=np.ones(len(model.gain)),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(model.matrix, ub=model.most)] if len(model.most) else [],
        options={"time_limit": max(seconds, 0.01), "node_limit": nodes, "mip_rel_gap": gap},
    )
    if found.x is None:
        return None
    values: Floats = found.x
    return np.flatnonzero(values[: len(model.pairs)] > 0.5)


def take_over(state: State, aim: Aim, inside: Flags, model: Model, chosen: Ints) -> bool:
    """Put what was chosen into its slots if that is worth more; else leave all as it is."""
    board = state.board
    before = [(pair, slot) for pair, slot in state.meetings() if inside[slot] and board.locked[pair] == -1]
    worth = aim.worth(state)
    for pair, _ in before:
        state.take(pair)
    made = list(zip(model.pairs[chosen].tolist(), model.slots[chosen].tolist(), strict=True))
    for pair, slot in made:
        state.put(pair, slot)
    if aim.worth(state) > worth + TOLERANCE:
        fill(state, aim)
        return True
    for pair, _ in made:
        state.take(pair)
    for pair, slot in before:
        state.put(pair, slot)
    return False
