from matching.spread import cap_of, fairness, gini, keep_caps


def test_gini_of_equal_and_of_lonely_counts():
    assert gini([3, 3, 3]) == 0.0
    assert gini([0, 0, 0, 4]) == 0.75
    assert gini([]) == 0.0


def test_the_cap_follows_the_declared_capacity():
    assert [cap_of(None, 10), cap_of(20, 10), cap_of(1, 10), cap_of(0, 10)] == [15, 60, 10, 0]


def test_the_best_pairs_are_kept_and_the_next_in_line_moves_up():
    ranked = {"a": [("star", 0.9), ("other", 0.5)], "b": [("star", 0.8), ("other", 0.4)]}
    assert keep_caps(ranked, {"star": 1, "other": 2}, 1) == {"a": ["star"], "b": ["other"]}


def test_nobody_is_left_with_nothing_because_of_a_cap():
    ranked = {"a": [("star", 0.9)], "b": [("star", 0.8)]}
    assert keep_caps(ranked, {"star": 1}, 1) == {"a": ["star"], "b": ["star"]}


def test_the_figures_of_a_run():
    before = {"a": [("star", 0.9)], "b": [("star", 0.7)], "star": [], "other": []}
    after = {"a": [("star", 0.9)], "b": [("other", 0.5)], "star": [], "other": []}
    figures = fairness(before, after, ["a", "b", "star", "other"])
    assert figures.share_never_shown == 0.5
    assert figures.mean_score == 0.35
    assert round(figures.mean_score_given_up, 6) == 0.125
