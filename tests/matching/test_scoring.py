import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.board import NOTHING_STATED, Side
from matching.scoring import Blend, best_likeness, chance, join, log_odds

BLEND = Blend(middle=0.0, spread=1.0, second=0.5)


def side(counts: list[int], seed: int) -> Side:
    rows = np.random.default_rng(seed).standard_normal((sum(counts), 3)).astype(np.float32)
    starts = np.cumsum(counts) - np.array(counts)
    return Side(rows, starts.astype(np.int64), np.ones(len(counts), dtype=np.bool_))


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6), st.lists(st.integers(1, 4), min_size=1, max_size=6)
)
def test_the_best_pair_of_rows_counts(mine, theirs):
    a, b = side(mine, 1), side(theirs, 2)
    expected = [
        [max((x @ y) for x in a.of(i) for y in b.of(j)) for j in range(len(theirs))] for i in range(len(mine))
    ]
    assert np.allclose(best_likeness(a, b), expected, atol=1e-5)


def test_the_weaker_direction_adds_and_never_takes():
    forward = np.array([[2.0, 2.0, 2.0]], dtype=np.float32)
    backward = np.array([[1.0, -3.0, NOTHING_STATED]], dtype=np.float32)
    assert join(forward, backward, BLEND).tolist() == [[2.5, 2.0, 2.0]]


def test_a_direction_without_statements_is_not_zero_but_unknown():
    assert np.isnan(log_odds(np.array([NOTHING_STATED], dtype=np.float32), BLEND)).tolist() == [True]


def test_chance_is_a_figure_between_none_and_certain():
    assert [chance(0.0), round(chance(-1e9), 6), round(chance(1e9), 6)] == [0.5, 0.0, 1.0]
