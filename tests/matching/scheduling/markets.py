"""Small invented problems of every sort, for hypothesis."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from matching.scheduling import Candidate, Lock, Meeting, Person, Problem, Stability

WISH = st.sampled_from([None, None, None, "would", "must", "no"])
SCORE = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5, 0.75, 0.9, 1.0])


@st.composite
def people(draw: st.DrawFn, slots: tuple[int, ...], tables: int) -> tuple[Person, ...]:
    """Up to seven people, most of them without limits of their own."""
    made = []
    for number in range(draw(st.integers(0, 7))):
        there = frozenset(slot for slot in slots if draw(st.integers(0, 3)))
        made.append(
            Person(
                f"p{number}",
                there,
                most=draw(st.sampled_from([None, None, 0, 1, 2])),
                rest=draw(st.sampled_from([0, 0, 0, 1, 2])),
                in_a_row=draw(st.sampled_from([None, None, 1, 2])),
                table=draw(st.sampled_from([None, None, None, *range(1, tables + 2)])),
            )
        )
    return tuple(made)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem without locks or a previous plan."""
    slots = tuple(range(10, 10 + draw(st.integers(1, 5))))
    tables = draw(st.integers(0, 3))
    present = draw(people(slots, tables))
    pairs = [pair for pair in combinations([person.id for person in present], 2) if draw(st.integers(0, 4))]
    candidates = tuple(Candidate(one, other, draw(SCORE), draw(WISH), draw(WISH)) for one, other in pairs)
    per_slot = {slot: draw(st.integers(0, tables + 1)) for slot in slots if draw(st.booleans())}
    return Problem(
        present,
        slots,
        per_slot if draw(st.integers(0, 3)) == 0 else tables,
        candidates,
        fairness=draw(st.sampled_from([0.0, 0.5, 2.0])),
    )


def locked(problem: Problem, meetings: list[Meeting], with_table: bool) -> Problem:
    """The problem with some meetings of a plan locked."""
    locks = tuple(Lock(m.second, m.first, m.slot, m.table if with_table else None) for m in meetings)
    return replace(problem, locks=locks)


@st.composite
def disturbed(draw: st.DrawFn, problem: Problem, meetings: tuple[Meeting, ...]) -> Problem:
    """The problem to be made again: some are gone or come later, wishes changed, changes limited."""
    present = []
    for person in problem.people:
        fate = draw(st.integers(0, 5))
        if fate == 0:
            continue
        gone = draw(st.sampled_from(problem.slots)) if fate == 1 else None
        present.append(replace(person, slots=person.slots - {gone} if gone is not None else person.slots))
    ids = {person.id for person in present}
    candidates = tuple(
        replace(one, first_wishes="no" if draw(st.integers(0, 9)) == 0 else one.first_wishes)
        for one in problem.candidates
        if {one.first, one.second} <= ids
    )
    most = draw(st.sampled_from([None, 0, 1, 2, 5]))
    return replace(
        problem,
        people=tuple(present),
        candidates=candidates,
        previous=meetings,
        stability=Stability(most, draw(st.sampled_from([0.0, 0.05, 0.6]))),
    )
