"""Some meetings at a time, made anew as well as they can be while the others stay: HiGHS does the sum."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.scheduling.aim import Aim
from matching.scheduling.board import Flags, Floats, Ints
from matching.scheduling.clock import Clock
from matching.scheduling.model import Model, make_model
from matching.scheduling.state import State

TOLERANCE = 1e-7
NODES, GAP = 1, 1e-3
"""How far HiGHS goes with a part of many: no branching, and a thousandth from its best is near enough."""


def remake(state: State, aim: Aim, freed: Flags, clock: Clock, worthy: Flags | None = None) -> int:
    """Make the meetings of freed pairs anew if that is worth more; among how many places was chosen.

    Of pairs that are not freed, only those that are worthy are thought of.
    """
    model = make_model(state, aim, freed, None if worthy is None else (worthy | freed)[:, None])
    if len(model.pairs):
        chosen = solve(model, clock.left(), NODES, GAP) if worthy is not None else solve(model, clock.left())
        if chosen is not None:
            take_over(state, aim, freed, model, chosen)
    return len(model.pairs)


def solve(model: Model, seconds: float, nodes: int = 200, gap: float = 1e-4) -> Ints | None:
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


def take_over(state: State, aim: Aim, freed: Flags, model: Model, chosen: Ints) -> bool:
    """Put what was chosen in the place of the freed meetings if it is worth more; else leave all as it is."""
    locked, worth = state.board.locked, aim.worth(state)
    before = [(pair, slot) for pair, slot in state.meetings() if freed[pair] and locked[pair] == -1]
    for pair, _ in before:
        state.take(pair)
    made = list(zip(model.pairs[chosen].tolist(), model.slots[chosen].tolist(), strict=True))
    for pair, slot in made:
        state.put(pair, slot)
    if aim.worth(state) > worth + TOLERANCE:
        return True
    for pair, _ in made:
        state.take(pair)
    for pair, slot in before:
        state.put(pair, slot)
    return False
