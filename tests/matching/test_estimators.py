import numpy as np
import pytest
from sklearn.utils.estimator_checks import parametrize_with_checks

from matching.centring import Centring
from matching.nearness import Nearness
from matching.paraphrase import Paraphrase


@parametrize_with_checks([Centring(), Nearness(), Paraphrase()])
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_scikit_learn_accepts_them(estimator, check):
    check(estimator)


def test_what_a_group_has_in_common_is_taken_away():
    subject = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    language = np.array([[5.0, 0.0], [5.0, 0.0], [0.0, 5.0], [0.0, 5.0]])
    groups = ["it", "it", "ur", "ur"]
    rows = (
        Centring(patience=0.0)
        .fit(subject + language, groups=groups)
        .transform(subject + language, groups=groups)
    )
    assert np.allclose(rows[0], rows[2])
    assert np.allclose(rows[1], rows[3])


def test_a_group_never_seen_has_its_prior_mean():
    prior = {"ur": np.array([3.0, 0.0], dtype=np.float32)}
    centring = Centring(prior=prior).fit([[1.0, 1.0], [2.0, 1.0]], groups=["it", "it"])
    assert centring.transform([[3.0, 2.0]], groups=["ur"]).tolist() == [[0.0, 1.0]]


def test_only_the_nearest_anchors_stand_out():
    nearness = Nearness(nearest=1).fit(np.eye(3))
    assert nearness.transform([[0.9, 0.1, 0.0]]).tolist() == [[1.0, 0.0, 0.0]]


def test_a_text_near_no_anchor_is_surely_about_none():
    nearness = Nearness().fit(np.eye(2))
    assert nearness.sureness([[0.05, 0.0], [0.2, 0.1], [0.9, 0.0]]).round(3).tolist() == [[0.0], [0.5], [1.0]]


def test_what_texts_of_one_subject_differ_in_counts_less():
    rows = np.array([[1.0, 0.3, 0.0], [1.0, -0.3, 0.0], [0.0, 0.3, 1.0], [0.0, -0.3, 1.0]])
    said = Paraphrase().fit(rows, ["knives", "knives", "rice", "rice"]).transform(rows)
    assert said[0] @ said[1] > rows[0] @ rows[1] / (rows[0] @ rows[0])
    assert said[0] @ said[2] < said[0] @ said[1]


def test_where_no_subject_is_said_twice_nothing_is_overlooked():
    rows = np.array([[3.0, 4.0], [0.0, 2.0]])
    assert np.allclose(Paraphrase().fit(rows).transform(rows), [[0.6, 0.8], [0.0, 1.0]])


def test_what_was_learned_before_sees_the_same():
    rows = np.array([[1.0, 0.2], [1.0, -0.2], [0.3, 1.0]], dtype=np.float32)
    learned = Paraphrase().fit(rows, [1, 1, 2])
    assert np.array_equal(Paraphrase.of(learned.metric_).transform(rows), learned.transform(rows))
