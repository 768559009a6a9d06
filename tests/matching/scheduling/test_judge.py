"""The judge sees faults that are planted, one of each sort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.scheduling import Candidate, Lock, Meeting, Person, Problem
from tests.matching.scheduling.judge import faults

DAY = frozenset({1, 2, 3})
PROBLEM = Problem(
    (
        Person("ann", DAY),
        Person("bob", DAY, most=1),
        Person("cid", frozenset({1, 2})),
        Person("dina", DAY, rest=1),
        Person("ezio", DAY, table=2),
        Person("fay", DAY, in_a_row=1),
    ),
    (1, 2, 3),
    2,
    (
        Candidate("ann", "bob", 0.5), Candidate("ann", "cid", 0.5), Candidate("ann", "dina", 0.5, "no"),
        Candidate("cid", "dina", 0.5), Candidate("dina", "ezio", 0.5), Candidate("bob", "fay", 0.5),
        Candidate("ann", "fay", 0.5), Candidate("cid", "fay", 0.5), Candidate("ann", "ezio", 0.5),
    ),
    locks=(Lock("ann", "bob", 1),),
)  # fmt: skip
GOOD = (Meeting(1, 1, "ann", "bob"), Meeting(2, 1, "ann", "cid"), Meeting(2, 2, "dina", "ezio"))

PLANTED = {
    "person twice": Meeting(1, 2, "ann", "ezio"),
    "table twice": Meeting(2, 1, "bob", "fay"),
    "pair twice": Meeting(3, 1, "ann", "cid"),
    "no candidates": Meeting(3, 1, "bob", "cid"),
    "said no": Meeting(3, 1, "ann", "dina"),
    "no such table": Meeting(3, 3, "ann", "fay"),
    "not the home table": Meeting(3, 1, "ann", "ezio"),
    "absent": Meeting(3, 1, "cid", "fay"),
    "over limit": Meeting(3, 1, "bob", "fay"),
    "no rest": Meeting(1, 2, "cid", "dina"),
}


def test_a_good_timetable_has_no_fault() -> None:
    assert faults(PROBLEM, GOOD) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_sees_the_fault(fault: str) -> None:
    assert any(told.startswith(fault) for told in faults(PROBLEM, (*GOOD, PLANTED[fault])))


def test_sees_too_many_in_a_row_and_a_lock_that_is_not_kept() -> None:
    row = (Meeting(1, 1, "fay", "cid"), Meeting(2, 1, "ann", "fay"))
    assert "too many in a row: fay" in faults(replace(PROBLEM, locks=()), row)
    assert any(told.startswith("not kept") for told in faults(PROBLEM, GOOD[1:]))
