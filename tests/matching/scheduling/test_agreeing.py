"""The timetable that messages lead to, on problems that are small enough to be judged."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import Candidate, Person, Problem, schedule
from matching.scheduling.agreeing import agree
from matching.scheduling.aim import Aim, make_aim
from matching.scheduling.board import make_board
from matching.scheduling.bound import upper_bound
from matching.scheduling.clock import Clock
from matching.scheduling.greedy import begin, fill
from matching.scheduling.seating import seat
from matching.scheduling.standing import what_stands
from matching.scheduling.state import State
from tests.matching.scheduling.judge import faults
from tests.matching.scheduling.markets import locked, problems


def agreed(problem: Problem, seconds: float = 0.1) -> tuple[State, Aim]:
    """The timetable that messages alone lead to, from the locked meetings on."""
    board = make_board(problem)
    aim = make_aim(board, what_stands(board))
    state = begin(board)
    state.become(agree(state, aim, upper_bound(board), Clock(seconds), seed=1).tolist())
    return state, aim


@settings(max_examples=30, deadline=None)
@given(problems())
def test_never_clashes(problem: Problem) -> None:
    assert faults(problem, seat(agreed(problem)[0])) == []


@settings(max_examples=30, deadline=None)
@given(problems(), st.data())
def test_keeps_locks(problem: Problem, data: st.DataObject) -> None:
    meetings = schedule(problem).meetings
    again = locked(problem, [one for one in meetings if data.draw(st.booleans())], with_table=True)
    state, _ = agreed(again)
    assert faults(again, seat(state)) == []
    assert all(state.slot_of[pair] == slot for pair, slot in enumerate(state.board.locked) if slot >= 0)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_is_worth_no_more_than_the_best_timetable(problem: Problem) -> None:
    state, aim = agreed(problem)
    plan = schedule(problem)
    best = State(state.board)
    for meeting in plan.meetings:
        pair = best.board.pair(meeting.first, meeting.second)
        assert pair is not None
        best.put(pair, problem.slots.index(meeting.slot))
    assert aim.worth(state) <= aim.worth(best) + 1e-9


def crowd(people: int, slots: int, each: int, tables: int, limit: int | None = None) -> Problem:
    """People who are there in six of ten slots, each with some candidates."""
    random = np.random.default_rng(0)
    there = random.random((people, slots)) < 0.6
    present = tuple(
        Person(f"p{n}", frozenset(np.flatnonzero(day).tolist()), most=limit) for n, day in enumerate(there)
    )
    ends = {
        (int(min(pair)), int(max(pair)))
        for pair in random.integers(0, people, (people * each // 2, 2))
        if pair[0] != pair[1]
    }
    candidates = tuple(Candidate(f"p{a}", f"p{b}", float(random.beta(2, 3))) for a, b in sorted(ends))
    return Problem(present, tuple(range(slots)), tables, candidates)


def test_comes_nearer_to_the_bound_than_taking_the_best_first() -> None:
    problem = crowd(100, 12, 24, 50)
    board = make_board(problem)
    greedy = begin(board)
    fill(greedy, make_aim(board, what_stands(board)))
    bound = upper_bound(board).total
    assert greedy.total() < 0.95 * bound
    assert agreed(problem, seconds=60)[0].total() > 0.99 * bound


def test_knows_limits_of_people() -> None:
    problem = crowd(100, 12, 24, 50, limit=4)
    state, _ = agreed(problem, seconds=60)
    assert max(state.count) == 4
    assert state.total() > 0.98 * upper_bound(state.board).total
