"""From a first timetable to a good one: a search, then all at once where it is small, else part by part."""

from __future__ import annotations

from typing import Final

import numpy as np

from matching.scheduling.agreeing import agree
from matching.scheduling.aim import Aim
from matching.scheduling.board import Flags
from matching.scheduling.bound import Bound, close
from matching.scheduling.clock import Clock
from matching.scheduling.giving_way import settle
from matching.scheduling.remaking import remake
from matching.scheduling.state import State

ALONE: Final = 500
"""So many pairs in slots HiGHS solves best by itself."""
AT_ONCE: Final = 1500
"""As many pairs in slots as HiGHS is given at once."""
ENOUGH: Final = 0.0005
"""A timetable so near to the bound is not improved further."""
TRIES: Final = 3
"""How often meetings agree anew, at most."""
NEAR: Final = 0.0025
"""A timetable so near to the bound is not searched for again."""
APART: Final = 1_000_003
"""Between the seeds of two tries."""
PARTS: Final = 80
"""The parts of a timetable that are made anew after the search, at most."""
IN_VAIN: Final = 20
"""After so many parts that together gained next to nothing no more are made."""
GAIN: Final = 1e-5
"""The share of the bound that is next to nothing."""
KEPT: Final = 0.15
"""The share of the time that is kept for the swaps at the end."""
PART: Final = 1100
"""About as many pairs in slots as HiGHS is given for a part."""
SLOTS: Final = 3
"""The slots of a part."""


def improve(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Improve a timetable until it is near the bound, all that is planned is done, or the clock is over."""
    if clock.over():
        return
    settle(state, aim)
    size = int(state.board.allowed.sum())
    if size > ALONE and aim.most is None and not _enough(state, bound):
        _search(state, aim, bound, clock, seed)
    if size <= AT_ONCE:
        remake(state, aim, np.ones(len(state.slot_of), dtype=np.bool_), clock)
    elif not _enough(state, bound):
        _part_by_part(state, aim, bound, clock, seed)
    settle(state, aim)


def _enough(state: State, bound: Bound) -> bool:
    return state.total() >= (1 - ENOUGH) * bound.total


def _search(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Agree by messages, again with other noise while much is missing, unless it did not help at first."""
    for attempt in range(TRIES):
        before = aim.worth(state)
        state.become(agree(state, aim, bound, clock, seed + attempt * APART).tolist())
        settle(state, aim)
        clock.tell_of("search", state)
        helped = attempt > 0 or aim.worth(state) > before
        if not helped or clock.over() or state.total() >= (1 - NEAR) * bound.total:
            return


def _part_by_part(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> None:
    """Free the meetings of three slots, of as many people as HiGHS takes at once, and make them anew."""
    random, board = np.random.default_rng(seed + 1), state.board
    some, likely = board.people, close(board, bound)
    worth, gained = aim.worth(state), -1
    for part in range(PARTS):
        if clock.over(KEPT) or _enough(state, bound) or part - gained > IN_VAIN:
            return
        chosen = np.zeros(board.people, dtype=np.bool_)
        chosen[random.permutation(board.people)[:some]] = True
        slots = random.permutation(board.slots)[:SLOTS]
        freed: Flags = np.isin(np.array(state.slot_of), slots) & (chosen[board.first] | chosen[board.second])
        width = remake(state, aim, freed, clock, likely)
        if aim.worth(state) > worth + GAIN * bound.total:
            worth, gained = aim.worth(state), part
        some = int(np.clip(some * np.clip(PART / max(width, 1), 0.5, 1.5), 2, board.people))
        if part % 10 == 9:
            clock.tell_of("parts", state)
