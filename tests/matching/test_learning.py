"""An order learned from answers: better where people's wishes can be seen, refused where there are none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from matching.answers import label, still_needed
from matching.comparing import Comparison, auc, compare, ndcg
from matching.features import FEATURES, features
from matching.learning import LEAST_EXAMINED, LearnedOrder, examined, inverse_propensity

SIGNAL = {"blend": 0.4, "home_district": 2.0, "shared_sector": 1.5}
BY_BLEND = {"blend": 1.0}


Judged = tuple[np.ndarray, list[int], list[int], np.ndarray]


def people(wish: dict[str, float], seed: int, count: int = 40) -> Judged:
    """People who each judge some of fifteen partners, the upper ones more often, by wishes of their own."""
    draw = np.random.default_rng(seed)
    rows, answers, who, ranks = [], [], [], []
    for person in range(count):
        shown = draw.normal(size=(15, len(FEATURES)))
        shown = shown[np.argsort(-shown[:, 0])]
        pull = sum((weight * shown[:, FEATURES.index(name)] for name, weight in wish.items()), np.zeros(15))
        for rank in np.flatnonzero(draw.random(15) < 0.9 / np.sqrt(np.arange(1, 16))):
            rows.append(shown[rank])
            answers.append(int(draw.random() < 1 / (1 + np.exp(-pull[rank]))))
            who.append(person)
            ranks.append(int(rank) + 1)
    weights = inverse_propensity(ranks, 1 / np.sqrt(np.arange(1, 16)))
    return np.array(rows), answers, who, weights


def judged(wish: dict[str, float], seed: int) -> Comparison:
    found = people(wish, seed)
    assert still_needed(found[1], found[2]) == {}
    return compare(*found)


@parametrize_with_checks([LearnedOrder()])
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_scikit_learn_accepts_it(estimator: LearnedOrder, check: Callable[[LearnedOrder], None]) -> None:
    check(estimator)


def test_wishes_that_the_blend_does_not_know_are_learned() -> None:
    found = judged(SIGNAL, seed=1)
    assert found.is_better and found.learned_auc > found.blend_auc + 0.1


@pytest.mark.parametrize("seed", range(12))
def test_answers_at_random_never_beat_the_blend(seed: int) -> None:
    assert not judged({}, seed).is_better


@pytest.mark.parametrize("seed", range(6))
def test_answers_after_the_blend_leave_the_blend_standing(seed: int) -> None:
    found = judged(BY_BLEND, seed)
    assert not found.is_better and found.learned_auc > found.blend_auc - 0.06


def test_what_was_learned_is_names_and_numbers_that_say_the_same() -> None:
    X, y, _, weights = people(SIGNAL, 2)  # noqa: N806
    order = LearnedOrder().fit(X, y, weights)
    kept = order.plain(FEATURES)
    said = X @ np.array([kept["weights"][name] for name in FEATURES]) + kept["intercept"]
    assert np.allclose(order.decision_function(X), said, atol=1e-4)


def test_weights_undo_what_the_place_in_the_list_did() -> None:
    curve = examined([100, 100, 100, 100], [80, 40, 44, 0])
    assert curve[0] == 1.0 and (np.diff(curve) <= 0).all() and curve[3] >= LEAST_EXAMINED
    assert inverse_propensity([1, 3, None, 99], [1.0, 0.5, 0.25]).tolist() == [1.0, 4.0, 1.0, 4.0]
    assert examined([0, 0], [0, 0]).tolist() == [1.0, 1.0]


def test_which_answers_count_as_yes_no_or_neither() -> None:
    assert [label(answer) for answer in ("interested", "saved", "accepted", "met")] == [1, 1, 1, 1]
    assert [label("declined"), label("not_for_me", "too_far")] == [0, 0]
    assert [label("not_for_me", "already_known"), label("not_now")] == [None, None]


def test_what_is_still_needed_is_said_in_numbers() -> None:
    assert still_needed([1] * 150 + [0] * 10, ["a", "b"] * 80) == {"answers": 40, "of_each": 30, "people": 28}
    assert still_needed([], []) == {"answers": 200, "of_each": 40, "people": 30}


def test_measures_of_one_list() -> None:
    scores, labels, even = np.array([3.0, 2.0, 1.0]), np.array([0, 1, 0]), np.ones(3)
    assert ndcg(scores, labels, even) == pytest.approx(1 / np.log2(3))
    assert (auc(scores, labels, even), auc(np.zeros(3), labels, even)) == (0.5, 0.5)
    assert ndcg(np.zeros(3), np.array([1, 1, 1]), even) == pytest.approx(1.0)


def test_features_come_from_scores_and_reasons() -> None:
    reasons = [
        {"code": "need_meets_offer", "facts": {"strength": 0.5}},
        {"code": "need_meets_offer", "facts": {"strength": 0.8}},
        {"code": "shared_sector", "facts": {"code": "32.50", "level": 4}},
        {"code": "district_differs", "facts": {}},
    ]
    found = dict(zip(FEATURES, features(0.5, 0.5, None, reasons), strict=True))
    assert {name: value for name, value in found.items() if value} == {
        "forward_known": 1.0, "need_met": 0.8, "needs_met": 0.667, "shared_sector": 1.0, "district": -1.0
    }  # fmt: skip
    assert max(map(abs, features(0.0, 1.0, 0.0, []))) == 6.0
