"""Problems too large to be solved at once: the search and the parts keep what was asked, too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matching.scheduling import Candidate, Lock, Person, Problem, Stability, schedule
from tests.matching.scheduling.judge import faults


def market() -> Problem:
    """Fifty people, some with limits, rests and tables of their own; 24 of the pairs said no."""
    random = np.random.default_rng(5)
    there = random.random((50, 8)) < 0.8
    people = tuple(
        Person(
            f"p{n}",
            frozenset(np.flatnonzero(day).tolist()),
            most=4 if n % 7 == 0 else None,
            rest=1 if n % 11 == 0 else 0,
            in_a_row=2 if n % 13 == 0 else None,
            table=20 if n == 3 else None,
        )
        for n, day in enumerate(there)
    )
    ends = {tuple(sorted(pair)) for pair in random.integers(0, 50, (450, 2)).tolist() if pair[0] != pair[1]}
    candidates = tuple(
        Candidate(f"p{one}", f"p{other}", float(random.random()), "no" if place % 15 == 0 else None)
        for place, (one, other) in enumerate(sorted(ends))
    )
    return Problem(people, tuple(range(8)), 20, candidates)


def test_keeps_what_was_asked_and_changes_no_more_than_asked() -> None:
    problem = market()
    plan = schedule(problem)
    assert faults(problem, plan.meetings) == []
    assert plan.gap < 0.04
    assert schedule(problem).meetings == plan.meetings
    one = plan.meetings[7]
    gone = tuple(
        replace(person, slots=frozenset()) if person.id == "p5" else person for person in problem.people
    )
    again = replace(
        problem,
        people=gone,
        previous=plan.meetings,
        locks=() if "p5" in (one.first, one.second) else (Lock(one.first, one.second, one.slot, one.table),),
        stability=Stability(most=4, price=0.0),
    )
    second = schedule(again)
    assert faults(again, second.meetings) == []
    assert second.changes.count <= 4
    assert {frozenset((m.first, m.second)) for m in second.changes.forced} == {
        frozenset((m.first, m.second)) for m in plan.meetings if "p5" in (m.first, m.second)
    }
