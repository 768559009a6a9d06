"""Sentence vectors with what belongs to language and role taken away, so that only the subject is
compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Matrix = NDArray[np.float32]


def unit(rows: NDArray[Any]) -> Matrix:
    """The rows at length one, in their own precision; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=rows.dtype)


class Centring(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Subtracts from each vector the mean of its group, shrunk towards a prior mean while the group is small.

    `patience` is the number of texts at which the group's own mean and the prior weigh the same; `prior`
    maps a group to a mean learned elsewhere. Without groups all rows form one.
    """

    def __init__(self, patience: float = 20.0, prior: dict[str, Matrix] | None = None) -> None:
        self.patience = patience
        self.prior = prior

    def fit(self, X: ArrayLike, y: object = None, groups: Sequence[str] | None = None) -> Self:  # noqa: N803
        """Learn the mean of each group of the rows of X, shape (n, d)."""
        rows = validate_data(self, X, dtype=[np.float64, np.float32])
        names = _names(groups, len(rows))
        self.overall_ = rows.mean(axis=0)
        self.means_ = {name: self._mean(rows[names == name], name) for name in sorted(set(names.tolist()))}
        return self

    def transform(self, X: ArrayLike, groups: Sequence[str] | None = None) -> Matrix:  # noqa: N803
        """The rows of X, shape (n, d), less the mean of their group, at length one."""
        check_is_fitted(self)
        rows = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        names = _names(groups, len(rows))
        means = {name: self.means_.get(name, self._start(name)) for name in set(names.tolist())}
        return unit(rows - np.stack([means[name] for name in names.tolist()]).astype(rows.dtype))

    def _start(self, name: str) -> NDArray[Any]:
        prior = self.prior or {}
        return np.asarray(prior.get(name, self.overall_))

    def _mean(self, rows: NDArray[Any], name: str) -> NDArray[Any]:
        return np.asarray(
            (rows.sum(axis=0) + self.patience * self._start(name)) / (len(rows) + self.patience)
        )


def _names(groups: Sequence[str] | None, count: int) -> NDArray[np.str_]:
    return np.asarray([""] * count if groups is None else list(groups), dtype=np.str_)
