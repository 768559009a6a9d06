from matching.spread import average_demand, cap_of, fairness, gini, keep_caps


def test_gini_of_equal_and_of_lonely_counts():
    assert gini([3, 3, 3]) == 0.0
    assert gini([0, 0, 0, 4]) == 0.75
    assert gini([]) == 0.0


def test_the_cap_follows_the_declared_capacity():
    assert [cap_of(None, 10, 20.0), cap_of(None, 10, 2.0)] == [30, 10]
    assert [cap_of(20, 10, 2.0), cap_of(1, 10, 2.0), cap_of(0, 10, 2.0)] == [60, 10, 0]


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


def test_demand_is_places_per_partner():
    assert average_demand({"a": [("x", 0.9), ("y", 0.5)], "b": [("x", 0.8)], "c": []}, 1) == 1.0


def test_who_is_left_over_gets_whom_nobody_else_has():
    ranked = {"a": [("x", 0.9)], "b": [("x", 0.8), ("y", 0.7)]}
    assert keep_caps(ranked, {"x": 1, "y": 0}, 1) == {"a": ["x"], "b": ["y"]}


def test_of_equals_the_less_shown_comes_first():
    twins = [("twin-1", 0.8), ("twin-2", 0.8)]
    kept = keep_caps(dict.fromkeys("abcd", twins), {}, 1)
    assert sorted(other for others in kept.values() for other in others) == ["twin-1"] * 2 + ["twin-2"] * 2
    assert kept == keep_caps(dict.fromkeys("dcba", twins[::-1]), {}, 1)
