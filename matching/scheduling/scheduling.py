"""Make a timetable: begin with what is fixed, fill it, find out how good it could be, and improve it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matching.scheduling.aim import Aim, make_aim
from matching.scheduling.board import make_board
from matching.scheduling.bound import upper_bound
from matching.scheduling.checking import check
from matching.scheduling.clock import Clock
from matching.scheduling.comparing import compare
from matching.scheduling.explaining import Explainer
from matching.scheduling.greedy import begin, fill
from matching.scheduling.improving import improve
from matching.scheduling.plan import Plan, Progress
from matching.scheduling.problem import Problem
from matching.scheduling.seating import seat
from matching.scheduling.standing import what_stands
from matching.scheduling.state import State


def schedule(
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The timetable of a problem: free of clashes, near the best possible total, the same for the same input.

    ValueError where the problem contradicts itself; `ImpossibleLock`, which is one, where a lock cannot be
    kept. After so many `seconds`, or when `should_stop` says so, the best timetable so far is given: only
    then may two runs of one problem differ. `on_progress` hears of each better total or bound.
    """
    check(problem)
    board = make_board(problem)
    clock = Clock(seconds, on_progress, should_stop)
    aim = make_aim(board, what_stands(board))
    state = begin(board)
    for pair in np.flatnonzero(aim.standing >= 0).tolist():
        state.put(pair, int(aim.standing[pair]))
    fill(state, aim)
    clock.tell_of("first", state)
    bound = upper_bound(board)
    clock.bound = bound.total
    clock.tell_of("bound", state)
    improve(state, aim, bound, clock, seed)
    clock.tell_of(clock.stopped, state)
    return _plan(state, aim, clock)


def _plan(state: State, aim: Aim, clock: Clock) -> Plan:
    problem, meetings = state.board.problem, seat(state)
    ids = [person.id for person in problem.people]
    pairs = {frozenset((ids[one], ids[other])): place for place, (one, other) in enumerate(state.ends)}
    return Plan(
        problem=problem,
        meetings=meetings,
        total=state.total(),
        bound=clock.bound,
        seconds=clock.seconds(),
        cpu=clock.cpu(),
        stopped=clock.stopped,
        changes=compare(problem, aim, meetings, pairs),
        explainer=Explainer(state, aim),
    )
