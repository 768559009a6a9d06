"""An order of partners learned from people's answers, and its comparison with the fixed blend.

The order is a logistic regression that starts from the blend: what the blend says (the first column) is
hardly held back, every other feature must earn its weight. With some hundred answers a richer model would
only learn noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

Numbers = NDArray[np.float64]

LEAST_EXAMINED: Final = 0.2
"""No place in a list counts as looked at less than this, so that no single answer weighs more than five."""


class LearnedOrder(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """How likely a partner is wanted: logistic regression on features whose first is the fixed blend.

    `strength` is the inverse of the penalty on every feature, `trust` how much less the first one is held
    back. Two classes only.
    """

    def __init__(self, strength: float = 0.01, trust: float = 10.0) -> None:
        self.strength = strength
        self.trust = trust

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803
        """Learn from rows of features and two classes; `sample_weight` undoes what a place in a list did."""
        X, y = validate_data(self, X, y, dtype=np.float64)  # noqa: N806
        check_classification_targets(y)
        if type_of_target(y) == "multiclass":
            raise ValueError("Only binary classification is supported. The target has more than two classes.")
        weights = _check_sample_weight(sample_weight, X, dtype=np.float64)
        centre = np.average(X, axis=0, weights=weights)
        spread = np.sqrt(np.average((X - centre) ** 2, axis=0, weights=weights))
        scale = np.where(spread > 1e-9, spread, 1.0)
        scale[0] /= self.trust
        inner = LogisticRegression(C=self.strength, max_iter=1000)
        inner.fit((X - centre) / scale, y, sample_weight=weights)
        self.classes_ = inner.classes_
        self.coef_ = inner.coef_ / scale
        self.intercept_ = inner.intercept_ - self.coef_ @ centre
        return self

    def decision_function(self, X: Any) -> Numbers:  # noqa: N803
        """Log-odds of the second class for each row."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)  # noqa: N806
        return np.asarray(X @ self.coef_[0] + self.intercept_[0])

    def predict_proba(self, X: Any) -> Numbers:  # noqa: N803
        """Chance of each class, shape (rows, 2)."""
        chance = 1 / (1 + np.exp(-np.clip(self.decision_function(X), -30, 30)))
        return np.column_stack([1 - chance, chance])

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803
        """The likelier class of each row."""
        second = self.decision_function(X) > 0
        return np.asarray(self.classes_[second.astype(np.int64)])

    def plain(self, names: Sequence[str]) -> dict[str, Any]:
        """What was learned, as names and numbers for JSON."""
        check_is_fitted(self)
        weights = {name: round(float(value), 6) for name, value in zip(names, self.coef_[0], strict=True)}
        return {"weights": weights, "intercept": round(float(self.intercept_[0]), 6)}

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags


def examined(shown: Sequence[int], judged: Sequence[int]) -> Numbers:
    """How likely a person looks at each place of a list, the first being 1, by how often it was judged.

    Yes and no count alike, so what stands there matters little; the curve may only fall (inverse propensity,
    Joachims, Swaminathan and Schnabel 2017). Places that were seldom shown are drawn to the average.
    """
    seen, said = np.asarray(shown, dtype=np.float64), np.asarray(judged, dtype=np.float64)
    if not len(seen) or seen.sum() == 0 or said.sum() == 0:
        return np.ones(len(seen))
    average = said.sum() / seen.sum()
    rate = (said + 20 * average) / (seen + 20)
    falling = IsotonicRegression(increasing=False).fit(np.arange(len(seen)), rate, seen + 20)
    curve = falling.predict(np.arange(len(seen)))
    return np.asarray(np.clip(curve / curve[0], LEAST_EXAMINED, 1.0))


def inverse_propensity(ranks: Sequence[int | None], curve: Sequence[float]) -> Numbers:
    """The weight of each answer by its place; 1 for a pair that stood in no list."""
    known = [1.0, *curve]
    return np.array([1.0 / known[min(rank or 0, len(known) - 1)] for rank in ranks])
