"""From a first timetable to a good one: all at once where it is small, else a search, then part by part."""

from __future__ import annotations

from typing import Final

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.annealing import ENOUGH, anneal
from matching.scheduling.board import Flags
from matching.scheduling.bound import Bound, close
from matching.scheduling.clock import Clock
from matching.scheduling.giving_way import settle
from matching.scheduling.remaking import remake
from matching.scheduling.state import State

AT_ONCE: Final = 1500
"""As many pairs in slots as HiGHS is given at once."""
SWEEPS: Final = 400
"""How often a search remakes the day of everybody, at most."""
PARTS: Final = 80
"""The parts of a timetable that are made anew after the search, at most."""
PART: Final = 900
"""About as many pairs in slots as HiGHS is given for a part."""


def improve(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Improve a timetable until it is near the bound, all that is planned is done, or the clock is over."""
    if clock.over():
        return
    settle(state, aim)
    everything = np.ones(len(state.slot_of), dtype=np.bool_)
    if int(state.board.allowed.sum()) <= AT_ONCE:
        remake(state, aim, everything, clock)
    elif not _enough(state, bound):
        if aim.most is None:
            _search(state, aim, bound, clock, seed)
        _part_by_part(state, aim, bound, clock, seed)
    settle(state, aim)


def _enough(state: State, bound: Bound) -> bool:
    return state.total() >= (1 - ENOUGH) * bound.total


def _search(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    people = state.board.people
    before, worth = list(state.slot_of), aim.worth(state)
    sweeps = min(20 + 4 * people, SWEEPS)
    state.become(anneal(state, aim, bound, sweeps, clock, seed).tolist())
    settle(state, aim)
    if aim.worth(state) < worth:
        state.become(before)
    clock.tell_of("search", state)


def _part_by_part(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Free the meetings of two slots, of as many people as HiGHS takes at once, and make them anew."""
    random, board = np.random.default_rng(seed + 1), state.board
    some, likely = board.people, close(board, bound)
    for part in range(PARTS):
        if clock.over() or _enough(state, bound):
            return
        chosen = np.zeros(board.people, dtype=np.bool_)
        chosen[random.permutation(board.people)[:some]] = True
        slots = random.permutation(board.slots)[:2]
        freed: Flags = np.isin(np.array(state.slot_of), slots) & (chosen[board.first] | chosen[board.second])
        width = remake(state, aim, freed, clock, likely)
        some = int(np.clip(some * np.clip(PART / max(width, 1), 0.5, 1.5), 2, board.people))
        if part % 10 == 9:
            clock.tell_of("parts", state)
