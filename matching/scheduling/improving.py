"""From a first timetable to a good one: all at once where it is small, else a search, then part by part."""

from __future__ import annotations

from typing import Final

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.annealing import ENOUGH, anneal
from matching.scheduling.board import Flags
from matching.scheduling.bound import Bound, promising
from matching.scheduling.clock import Clock
from matching.scheduling.giving_way import settle
from matching.scheduling.remaking import remake
from matching.scheduling.state import State

AT_ONCE: Final = 1500
"""As many pairs in slots as HiGHS is given at once."""
STEPS: Final = 800_000
"""The days of single persons that a search remakes at most."""
PARTS: Final = 100
"""The parts of a timetable that are made anew after the search, at most."""


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
    sweeps = min(20 + 4 * people, max(20, STEPS // people))
    state.become(anneal(state, aim, bound, sweeps, clock, seed).tolist())
    settle(state, aim)
    if aim.worth(state) < worth:
        state.become(before)
    clock.tell_of("search", state)


def _part_by_part(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Free the meetings of some people at a time, as many as HiGHS takes at once, and make them anew."""
    random, board = np.random.default_rng(seed + 1), state.board
    worthy = promising(board, bound)
    some = max(2, board.people // 10)
    for part in range(min(PARTS, 10 + board.people // 4)):
        if clock.over() or _enough(state, bound):
            return
        chosen = np.zeros(board.people, dtype=np.bool_)
        chosen[random.permutation(board.people)[:some]] = True
        freed: Flags = chosen[board.first] | chosen[board.second]
        width = remake(state, aim, freed & (np.array(state.slot_of) >= 0), clock, worthy)
        some = int(np.clip(some * np.clip(AT_ONCE / max(width, 1), 0.5, 2.0), 2, board.people))
        if part % 10 == 9:
            clock.tell_of("parts", state)
