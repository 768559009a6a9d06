"""No timetable ever clashes, whatever is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import Candidate, Meeting, Person, Problem, Progress, schedule
from tests.matching.scheduling.judge import faults, worth
from tests.matching.scheduling.markets import disturbed, locked, problems

MANY = settings(max_examples=80, deadline=None)


@MANY
@given(problems())
def test_keeps_everything_that_was_asked(problem: Problem) -> None:
    plan = schedule(problem)
    assert faults(problem, plan.meetings) == []
    assert plan.total == pytest.approx(worth(problem, plan))
    assert plan.total <= plan.bound + 1e-6


@MANY
@given(problems(), st.data())
def test_keeps_locks(problem: Problem, data: st.DataObject) -> None:
    meetings = schedule(problem).meetings
    fixed = [one for one in meetings if data.draw(st.booleans())]
    again = locked(problem, fixed, data.draw(st.booleans()))
    plan = schedule(again)
    assert faults(again, plan.meetings) == []
    assert plan.total <= plan.bound + 1e-6


def counted(problem: Problem, meetings: tuple[Meeting, ...]) -> int:
    """Changes against the previous plan, forced or not."""
    now = {frozenset((m.first, m.second)): m.slot for m in meetings}
    before = {frozenset((m.first, m.second)): m.slot for m in problem.previous}
    return len([pair for pair in {*now, *before} if now.get(pair) != before.get(pair)])


@MANY
@given(problems(), st.data())
def test_changes_no_more_than_asked(problem: Problem, data: st.DataObject) -> None:
    again = data.draw(disturbed(problem, schedule(problem).meetings))
    plan = schedule(again)
    assert faults(again, plan.meetings) == []
    if again.stability.most is not None:
        assert plan.changes.count <= again.stability.most
    forced = len(plan.changes.forced) + len(plan.changes.uncounted)
    assert plan.changes.count <= counted(again, plan.meetings) <= plan.changes.count + forced


@MANY
@given(problems())
def test_changes_nothing_where_nothing_changed(problem: Problem) -> None:
    plan = schedule(problem)
    again = replace(problem, previous=plan.meetings, stability=replace(problem.stability, most=0))
    same = schedule(again)
    assert same.meetings == plan.meetings
    assert same.changes.count == 0
    assert same.changes.forced == ()


@MANY
@given(problems())
def test_gives_the_same_timetable_again(problem: Problem) -> None:
    assert schedule(problem, seed=3).meetings == schedule(problem, seed=3).meetings


def everyone(count: int, slots: int) -> tuple[Person, ...]:
    return tuple(Person(f"p{number}", frozenset(range(slots))) for number in range(count))


def test_nobody_and_nothing() -> None:
    for problem in (
        Problem((), (), 0, ()),
        Problem((), (1, 2), 3, ()),
        Problem(everyone(3, 2), (0, 1), 1, ()),
    ):
        plan = schedule(problem)
        assert (plan.meetings, plan.total, plan.bound, plan.gap) == ((), 0.0, 0.0, 0.0)


def test_one_slot_takes_the_best_pairs() -> None:
    scores = {("p0", "p1"): 0.9, ("p1", "p2"): 1.0, ("p2", "p3"): 0.9}
    candidates = tuple(Candidate(*pair, score) for pair, score in scores.items())
    plan = schedule(Problem(everyone(4, 1), (0,), 2, candidates))
    assert [(m.first, m.second) for m in plan.meetings] == [("p0", "p1"), ("p2", "p3")]
    assert plan.total == pytest.approx(plan.bound) == pytest.approx(1.8)


def test_says_how_far_it_has_come() -> None:
    candidates = (Candidate("p0", "p1", 0.5),)
    heard: list[Progress] = []
    schedule(Problem(everyone(2, 1), (0,), 1, candidates), on_progress=heard.append)
    assert [one.step for one in heard][:2] == ["first", "bound"]
    assert "100.00 %" in str(heard[-1])


def test_stops_when_told() -> None:
    plan = schedule(Problem(everyone(2, 1), (0,), 1, (Candidate("p0", "p1", 0.5),)), should_stop=lambda: True)
    assert plan.stopped == "cancelled"
    assert len(plan.meetings) == 1


def test_stops_in_time() -> None:
    plan = schedule(Problem(everyone(2, 1), (0,), 1, (Candidate("p0", "p1", 0.5),)), seconds=0)
    assert plan.stopped == "time"
    assert len(plan.meetings) == 1
