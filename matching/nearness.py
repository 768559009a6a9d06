"""Concepts that a text does not name but lies near, in the space of the encoder."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from matching.centring import Matrix, unit


class Nearness(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Centred vectors (n, d) -> how near each anchor is, (n, anchors): the `nearest` few stand out, others
    are 0.

    `fit` takes the anchors, one unit row each; what counts is how far an anchor is nearer than the next best.
    A text whose nearest anchor is no nearer than `lowest` is about none of them, from `highest` on surely so.
    """

    def __init__(self, nearest: int = 12, lowest: float = 0.1, highest: float = 0.3) -> None:
        self.nearest = nearest
        self.lowest = lowest
        self.highest = highest

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: N803
        """Take the anchors, shape (anchors, d)."""
        self.anchors_ = validate_data(self, X, dtype=[np.float64, np.float32])
        return self

    def transform(self, X: ArrayLike) -> Matrix:  # noqa: N803
        """One row at length one per vector."""
        check_is_fitted(self)
        rows = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        near = rows @ self.anchors_.T.astype(rows.dtype)
        if near.shape[1] > self.nearest:
            rest = -np.partition(-near, self.nearest, axis=1)[:, self.nearest, None]
            near = np.maximum(near - rest, 0.0)
        return unit(near)

    def sureness(self, X: ArrayLike) -> Matrix:  # noqa: N803
        """How surely each vector is about anything among the anchors, (n, 1), in [0, 1]."""
        check_is_fitted(self)
        rows = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        nearest = (rows @ self.anchors_.T.astype(rows.dtype)).max(axis=1, keepdims=True)
        return np.asarray(
            np.clip((nearest - self.lowest) / (self.highest - self.lowest), 0.0, 1.0), dtype=rows.dtype
        )
