"""A measure of likeness that overlooks what different words for one subject differ in.

What one trade, said by four languages and two roles, differs in from text to text tells nothing about the
trade: along these directions of the encoder's space distances count less.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from matching.centring import Matrix, unit


class Paraphrase(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Rows whitened by the scatter within subjects, at length one.

    `shrinkage` is the share of an even scatter that is mixed in: 1 leaves the directions as they are. Where
    no subject has two rows nothing is changed but the length.
    """

    def __init__(self, shrinkage: float = 0.8) -> None:
        self.shrinkage = shrinkage

    def fit(self, X: ArrayLike, y: ArrayLike | None = None) -> Self:  # noqa: N803
        """Learn from rows of X, shape (n, d), each about the subject that `y` names for it."""
        rows = validate_data(self, X, dtype=[np.float64, np.float32])
        subjects = np.arange(len(rows)) if y is None else np.unique(np.asarray(y), return_inverse=True)[1]
        self.metric_ = _whitening(_within(rows.astype(np.float64), subjects), self.shrinkage)
        return self

    @classmethod
    def of(cls, metric: Matrix) -> Self:
        """What was learned before, from its `metric_`."""
        learned = cls()
        learned.metric_, learned.n_features_in_ = metric, len(metric)
        return learned

    def transform(self, X: ArrayLike) -> Matrix:  # noqa: N803
        """The rows of X, shape (n, d), seen by that measure."""
        check_is_fitted(self)
        rows = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        return unit(rows @ self.metric_.astype(rows.dtype))


def _within(rows: NDArray[Any], subjects: NDArray[np.int64]) -> NDArray[Any]:
    """The scatter of rows around the mean of their subject, (d, d)."""
    counts = np.bincount(subjects)
    means = np.zeros((len(counts), rows.shape[1]))
    np.add.at(means, subjects, rows)
    apart = rows - (means / np.maximum(counts, 1)[:, None])[subjects]
    return np.asarray(apart.T @ apart)


def _whitening(scatter: NDArray[Any], shrinkage: float) -> NDArray[Any]:
    """The inverse root of the scatter, mixed with an even one."""
    even, mean = np.eye(len(scatter)), np.trace(scatter) / len(scatter)
    if mean <= np.finfo(np.float64).tiny:
        return np.asarray(even)
    lengths, directions = np.linalg.eigh((1.0 - shrinkage) * scatter / mean + shrinkage * even)
    return np.asarray(directions / np.sqrt(lengths) @ directions.T)
