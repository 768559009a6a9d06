import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from matching.scoring import Blend, chance, join, log_odds
from matching.sides import GRID, NOTHING_STATED, Side, on_grid
from matching.tiles import Bench, Layers
from tests.matching.likeness import best_likeness

BLEND = Blend(middle=0.0, spread=1.0, second=0.5)


def side(counts: list[int], seed: int) -> Side:
    """Three full and two listed columns of figures."""
    rows = on_grid(np.random.default_rng(seed).uniform(-1, 1, (sum(counts), 5)).astype(np.float32))
    rows[:, 3:] *= rows[:, 3:] > 0
    starts = np.cumsum(counts) - np.array(counts)
    said = np.ones(len(counts), dtype=np.bool_)
    return Side(
        (rows[:, :3] * GRID).astype(np.int16),
        sparse.csr_array(rows[:, 3:]),
        starts.astype(np.int64),
        said,
        said,
    )


COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=6)


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_the_best_pair_of_rows_counts(mine, theirs):
    a, b = side(mine, 1), side(theirs, 2)
    expected = [
        [max((x @ y) for x in a.of(i) for y in b.of(j)) for j in range(len(theirs))] for i in range(len(mine))
    ]
    assert best_likeness(a, b).tolist() == expected


@settings(deadline=None)
@given(COUNTS, COUNTS, st.randoms())
def test_a_tile_has_the_same_likeness_to_the_last_bit(mine, theirs, dice):
    a, b = side(mine, 1), side(theirs, 2)
    rows, columns = np.arange(len(mine)), np.arange(len(theirs))
    dice.shuffle(rows)
    shape = len(mine), len(theirs)
    found = Bench().likeness(Layers.of(a, rows), Layers.of(b, columns), shape)
    assert found.tolist() == best_likeness(a, b)[rows].tolist()


def test_the_weaker_direction_adds_and_never_takes():
    forward = np.array([[2.0, 2.0, 2.0]], dtype=np.float32)
    backward = np.array([[1.0, -3.0, NOTHING_STATED]], dtype=np.float32)
    assert join(forward, backward, BLEND).tolist() == [[2.5, 2.0, 2.0]]


def test_a_direction_without_statements_is_not_zero_but_unknown():
    assert np.isnan(log_odds(np.array([NOTHING_STATED], dtype=np.float32), BLEND)).tolist() == [True]


def test_chance_is_a_figure_between_none_and_certain():
    assert [chance(0.0), round(chance(-1e9), 6), round(chance(1e9), 6)] == [0.5, 0.0, 1.0]
