"""A lock that cannot be kept is refused by name, and so is a problem that contradicts itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.scheduling import (
    LOCK_CODES,
    Candidate,
    ImpossibleLock,
    Lock,
    Person,
    Problem,
    Stability,
    Weights,
    schedule,
)

DAY = frozenset({1, 2, 3})
PEOPLE = (
    Person("ann", DAY),
    Person("bob", DAY, most=1),
    Person("cid", frozenset({1})),
    Person("dina", DAY, rest=1),
    Person("ezio", DAY, table=2),
    Person("fay", DAY),
)
NO = Candidate("ann", "cid", 0.9, "no", "must")
PROBLEM = Problem(PEOPLE, (1, 2, 3), 2, (NO, Candidate("ann", "bob", 0.5)))

REFUSED = {
    "unknown_person": (Lock("ann", "nobody", 1),),
    "with_oneself": (Lock("ann", "ann", 1),),
    "unknown_slot": (Lock("ann", "bob", 9),),
    "absent": (Lock("bob", "cid", 2),),
    "said_no": (Lock("cid", "ann", 1),),
    "pair_twice": (Lock("ann", "dina", 1), Lock("dina", "ann", 3)),
    "person_twice": (Lock("ann", "dina", 1), Lock("ann", "bob", 1)),
    "table_twice": (Lock("ezio", "ann", 1), Lock("fay", "dina", 1, 1), Lock("bob", "cid", 1, 1)),
    "no_such_table": (Lock("ann", "bob", 1, 3),),
    "home_table_elsewhere": (Lock("ann", "bob", 1, 2),),
    "no_table_left": (Lock("ann", "bob", 1), Lock("cid", "dina", 1)),
    "over_limit": (Lock("ann", "bob", 1), Lock("fay", "bob", 3)),
    "without_rest": (Lock("ann", "dina", 1), Lock("fay", "dina", 2)),
}


def test_every_code_is_tried() -> None:
    assert REFUSED.keys() == LOCK_CODES.keys()


@pytest.mark.parametrize("code", REFUSED)
def test_names_the_lock(code: str) -> None:
    with pytest.raises(ImpossibleLock) as refusal:
        schedule(replace(PROBLEM, locks=REFUSED[code]))
    assert refusal.value.code == code
    assert refusal.value.lock in REFUSED[code]
    assert repr(refusal.value.lock.first) in str(refusal.value)


def test_keeps_possible_locks_at_their_tables() -> None:
    locks = (Lock("fay", "ann", 1, 1), Lock("ezio", "ann", 2), Lock("cid", "ezio", 1, 2))
    plan = schedule(replace(PROBLEM, locks=locks))
    standing = {(frozenset((m.first, m.second)), m.slot, m.table) for m in plan.meetings}
    for one, other, slot, table in (("ann", "fay", 1, 1), ("ann", "ezio", 2, 2), ("cid", "ezio", 1, 2)):
        assert (frozenset((one, other)), slot, table) in standing


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"slots": (1, 1, 2, 3)}, "slot 1 is given twice"),
        ({"tables": {1: -1}}, "slot 1"),
        ({"people": (*PEOPLE, Person("ann", DAY))}, "'ann' is given twice"),
        ({"people": (*PEOPLE, Person("gus", frozenset({7})))}, "'gus' is there in slot 7"),
        ({"people": (*PEOPLE, Person("gus", DAY, most=-1))}, "'gus'"),
        ({"people": (*PEOPLE, Person("gus", DAY, table=0))}, "'gus' has table 0"),
        ({"candidates": (Candidate("ann", "zoe", 0.5),)}, "'zoe'"),
        ({"candidates": (Candidate("ann", "ann", 0.5),)}, "candidate for itself"),
        ({"candidates": (Candidate("ann", "bob", 1.5),)}, "1.5"),
        ({"candidates": (Candidate("ann", "bob", float("nan")),)}, "nan"),
        ({"candidates": (Candidate("ann", "bob", 0.5, "maybe"),)}, "'maybe'"),  # type: ignore[arg-type]
        ({"candidates": (NO, replace(NO, first="cid", second="ann"))}, "'ann and cid' is given twice"),
        ({"fairness": -1.0}, "fairness is -1.0"),
        ({"fairness": float("inf")}, "fairness is inf"),
        ({"stability": Stability(None, float("nan"))}, "price of a change is nan"),
        ({"stability": Stability(-1)}, "-1 changes"),
        ({"weights": Weights(must=float("inf"))}, "weight of a must is inf"),
    ],
)
def test_names_what_is_wrong(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        schedule(replace(PROBLEM, **wrong))  # type: ignore[arg-type]


def test_a_day_without_slots_and_a_hall_without_end_are_days_as_well() -> None:
    nobody = tuple(replace(person, slots=frozenset()) for person in PEOPLE)
    assert schedule(replace(PROBLEM, people=nobody, slots=())).meetings == ()
    people = (replace(PEOPLE[0], most=10**30), *PEOPLE[1:])
    (only,) = schedule(replace(PROBLEM, people=people, tables=10**20)).meetings
    assert (only.first, only.second, only.table) == ("ann", "bob", 1)
