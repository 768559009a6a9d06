"""Nobody who wished is left with nothing where that costs little, and a "must" goes before."""

from __future__ import annotations

from dataclasses import replace

from matching.scheduling import Candidate, Person, Problem, schedule

DAY = frozenset({1, 2})
PEOPLE = tuple(Person(name, DAY) for name in ("ann", "bob", "cid"))
STAR = (Candidate("ann", "bob", 0.9, "would"), Candidate("ann", "cid", 0.2, None, "would"))


def test_the_one_place_left_goes_to_whom_it_helps_where_it_costs_little() -> None:
    crowd = (*PEOPLE, Person("dina", DAY))
    pairs = (*STAR, Candidate("dina", "bob", 0.9), Candidate("dina", "ann", 0.8))
    problem = Problem(crowd, (1, 2), 1, pairs)
    assert schedule(replace(problem, fairness=0.0)).without_meeting == ("cid",)
    assert schedule(replace(problem, fairness=0.5)).without_meeting == ("dina",)  # who did not wish
    assert schedule(replace(problem, fairness=0.5)).total < schedule(replace(problem, fairness=0.0)).total


def test_a_must_goes_before_better_scores() -> None:
    pairs = (Candidate("ann", "bob", 1.0, "would", "would"), Candidate("ann", "cid", 0.0, "must"))
    people = tuple(Person(person.id, frozenset({1})) for person in PEOPLE)
    plan = schedule(Problem(people, (1,), 1, pairs, fairness=0.0))
    assert [(m.first, m.second) for m in plan.meetings] == [("ann", "cid")]
    assert [wish.reason.code for wish in plan.unmet()] == ["better_meetings", "better_meetings"]
