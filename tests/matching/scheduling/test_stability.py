"""What a second run keeps, what it may change, and what nobody could keep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.scheduling import Candidate, Lock, Meeting, Person, Problem, Stability, schedule

DAY = frozenset({1, 2})
PEOPLE = tuple(Person(name, DAY) for name in ("ann", "bob", "cid", "dina"))
PAIRS = (
    Candidate("ann", "bob", 0.6), Candidate("cid", "dina", 0.6), Candidate("ann", "cid", 0.7),
    Candidate("bob", "dina", 0.7), Candidate("ann", "dina", 0.8), Candidate("bob", "cid", 0.8),
)  # fmt: skip
BEFORE = (Meeting(1, 1, "ann", "bob"), Meeting(1, 2, "cid", "dina"), Meeting(2, 1, "ann", "cid"))
PROBLEM = Problem(PEOPLE, (1, 2), 2, PAIRS, previous=BEFORE)


def again(most: int | None = None, price: float = 0.0, problem: Problem = PROBLEM) -> tuple[float, int]:
    plan = schedule(replace(problem, stability=Stability(most, price)))
    return round(plan.total, 6), plan.changes.count


def test_changes_are_limited() -> None:
    assert again(most=0) == (1.9, 0)
    assert again(most=1) == (2.6, 1)  # bob and dina are free in the second slot
    assert again()[0] == 3.0


def test_changes_have_a_price() -> None:
    assert again(price=0.05) == (3.0, 5)
    assert again(price=0.2) == (2.6, 1)
    assert again(price=0.75) == (1.9, 0)


def test_what_cannot_stand_is_forced() -> None:
    without_dina = replace(PROBLEM, people=PEOPLE[:3], candidates=(PAIRS[0], PAIRS[2], PAIRS[5]))
    plan = schedule(replace(without_dina, stability=Stability(most=0)))
    assert plan.changes.forced == (BEFORE[1],)
    assert plan.changes.count == 0
    assert [(m.first, m.second) for m in plan.meetings] == [("ann", "bob"), ("ann", "cid")]


def test_fewer_tables_take_as_few_meetings_as_possible() -> None:
    plan = schedule(replace(PROBLEM, tables={1: 1, 2: 1}, stability=Stability(most=0)))
    assert len(plan.changes.kept) == 2
    assert len(plan.changes.forced) == 1


def test_a_new_lock_is_no_change() -> None:
    plan = schedule(replace(PROBLEM, locks=(Lock("bob", "dina", 2),), stability=Stability(most=0)))
    assert plan.changes.count == 0
    assert len(plan.changes.kept) == 3
    assert [(m.slot, m.first, m.second) for m in plan.changes.uncounted] == [(2, "bob", "dina")]


@pytest.mark.parametrize("most", [0, 1, 2])
def test_somebody_is_replaced(most: int) -> None:
    """Who did not come leaves partners free, and they find each other as far as changes are allowed."""
    there = (replace(PEOPLE[0], slots=frozenset()), *PEOPLE[1:])
    plan = schedule(replace(PROBLEM, people=there, stability=Stability(most, 0.0)))
    assert plan.changes.count <= most
    assert len(plan.changes.forced) == 2
    assert len(plan.meetings) == min(2, 1 + most)


def test_a_lock_may_leave_no_place_for_anything_that_stood() -> None:
    apart = tuple(one for one in PAIRS if {one.first, one.second} != {"ann", "cid"})
    stood = (Meeting(1, 1, "ann", "bob"),)
    plan = schedule(replace(PROBLEM, candidates=apart, locks=(Lock("ann", "cid", 1),), previous=stood))
    assert plan.changes.forced == stood
    assert plan.total == pytest.approx(2.3)
