"""How many meetings limits, rests and the shorter side of a market leave."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import Candidate, Person, Problem
from matching.scheduling.board import make_board, windows_of
from matching.scheduling.bound import _most_with_rests, upper_bound


@settings(max_examples=80, deadline=None)
@given(
    st.sets(st.integers(0, 8)), st.sampled_from([0, 1, 2, 3]), st.sampled_from([None, 1, 2, 3]),
)  # fmt: skip
def test_rests_leave_as_many_as_can_be_had(there: set[int], rest: int, in_a_row: int | None) -> None:
    windows = windows_of(Person("p", frozenset(there), rest=rest, in_a_row=in_a_row))

    def fits(some: tuple[int, ...]) -> bool:
        return all(
            sum(start <= slot < start + length for slot in some) <= most
            for length, most in windows
            for start in range(9)
        )

    every = (some for count in range(len(there) + 1) for some in combinations(sorted(there), count))
    assert _most_with_rests(sorted(there), windows) == max(len(some) for some in every if fits(some))


def test_a_side_that_is_shorter_in_each_slot_counts() -> None:
    people = tuple(Person(f"p{n}", frozenset({n % 2})) for n in range(8))
    buyers, sellers = ("p0", "p1", "p3"), ("p2", "p4", "p5")
    candidates = tuple(Candidate(one, other, 0.5) for one in buyers for other in sellers)
    # In slot 0 one buyer and two sellers, in slot 1 two buyers and one seller: two meetings, not four.
    board = make_board(Problem(people, (0, 1), 5, candidates))
    assert upper_bound(board).total == pytest.approx(1.0)
