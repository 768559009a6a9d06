"""Sweeps over the slots until nothing gets better."""

from __future__ import annotations

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.clock import Clock
from matching.scheduling.state import State
from matching.scheduling.sweeping import remake


def improve(state: State, aim: Aim, clock: Clock, seed: int) -> None:
    """Make slot after slot anew, in a random order, until a sweep brings nothing."""
    random = np.random.default_rng(seed)
    better = True
    while better and not clock.over():
        better = False
        for slot in random.permutation(state.board.slots).tolist():
            if clock.over():
                break
            better |= remake(state, aim, [slot], clock.left())
        clock.tell("sweep", state)
