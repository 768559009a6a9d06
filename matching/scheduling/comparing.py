"""A timetable beside the previous one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.plan import Changes
from matching.scheduling.problem import Meeting, Problem


def compare(
    problem: Problem, aim: Aim, meetings: Iterable[Meeting], pairs: dict[frozenset[str], int]
) -> Changes:
    """What stayed, moved, came and went; `pairs` are the places of the pairs in the aim."""
    now = {frozenset((one.first, one.second)): one for one in meetings}
    before = {frozenset((one.first, one.second)): one for one in problem.previous}
    locked = {frozenset((one.first, one.second)) for one in problem.locks}
    found: dict[str, list[Meeting]] = {
        name: [] for name in ("kept", "moved", "added", "dropped", "forced", "uncounted")
    }
    for names, meeting in before.items():
        place = pairs.get(names)
        stands = place is not None and aim.standing[place] >= 0
        here = now.get(names)
        if here is not None and here.slot == meeting.slot:
            found["kept"].append(here)
        elif not stands:
            found["forced"].append(meeting)
        elif here is None:
            found["dropped"].append(meeting)
        else:
            found["moved"].append(here)
    for names, meeting in now.items():
        if names not in before:
            found["uncounted" if names in locked else "added"].append(meeting)
        elif not (
            np.isin(pairs[names], np.flatnonzero(aim.standing >= 0)) or meeting.slot == before[names].slot
        ):
            found["uncounted"].append(meeting)
    return Changes(**{name: tuple(group) for name, group in found.items()})
