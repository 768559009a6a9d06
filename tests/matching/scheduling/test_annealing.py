"""The search by single days, on problems that are small enough to be judged."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import Candidate, Person, Problem, schedule
from matching.scheduling.aim import make_aim
from matching.scheduling.annealing import anneal
from matching.scheduling.board import make_board
from matching.scheduling.bound import upper_bound
from matching.scheduling.clock import Clock
from matching.scheduling.greedy import begin, fill
from matching.scheduling.seating import seat
from matching.scheduling.standing import what_stands
from matching.scheduling.state import State
from tests.matching.scheduling.judge import faults
from tests.matching.scheduling.markets import locked, problems


def searched(problem: Problem, sweeps: int = 12) -> State:
    """The timetable that the search alone finds, from the locked meetings on."""
    board = make_board(problem)
    aim = make_aim(board, what_stands(board))
    state = begin(board)
    found = anneal(state, aim, upper_bound(board), sweeps, Clock(60), seed=1)
    state.become(found.tolist())
    return state


@settings(max_examples=150, deadline=None)
@given(problems())
def test_never_clashes(problem: Problem) -> None:
    assert faults(problem, seat(searched(problem))) == []


@settings(max_examples=100, deadline=None)
@given(problems(), st.data())
def test_keeps_locks(problem: Problem, data: st.DataObject) -> None:
    meetings = schedule(problem).meetings
    again = locked(problem, [one for one in meetings if data.draw(st.booleans())], with_table=True)
    state = searched(again)
    assert faults(again, seat(state)) == []
    assert all(state.slot_of[pair] == slot for pair, slot in enumerate(state.board.locked) if slot >= 0)


def test_comes_nearer_to_the_bound_than_taking_the_best_first() -> None:
    random = np.random.default_rng(0)
    there = random.random((60, 8)) < 0.6
    people = tuple(Person(f"p{n}", frozenset(np.flatnonzero(day).tolist())) for n, day in enumerate(there))
    pairs = {
        (int(min(pair)), int(max(pair))) for pair in random.integers(0, 60, (600, 2)) if pair[0] != pair[1]
    }
    candidates = tuple(Candidate(f"p{a}", f"p{b}", float(random.beta(2, 3))) for a, b in sorted(pairs))
    problem = Problem(people, tuple(range(8)), 30, candidates)
    board = make_board(problem)
    greedy = begin(board)
    fill(greedy, make_aim(board, what_stands(board)))
    bound = upper_bound(board).total
    assert greedy.total() < 0.95 * bound
    assert searched(problem, sweeps=200).total() > 0.96 * bound
