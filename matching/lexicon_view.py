"""The trade lexicon as a view: which concepts a text names, rare ones counting more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matching.centring import Matrix
from matching.lexicon import trade_lexicon

WrittenText = tuple[str, str]


class LexiconView(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts with their writing -> weighted concepts, (n, concepts), at length one; zero where none is known.

    A text that names only roles or hints stays shorter: `doubt` is the length from which it is trusted in
    full. Takes pairs of strings and no numbers, so scikit-learn's check_estimator does not apply.
    """

    def __init__(self, patience: float = 200.0, doubt: float = 0.8) -> None:
        self.patience = patience
        self.doubt = doubt

    def fit(self, X: Sequence[WrittenText], y: object = None) -> Self:  # noqa: N803
        """Learn how common each concept is; `patience` texts without any concept are thought of beside
        them."""
        counts = np.asarray((self._found(X) > 0).sum(axis=0)).ravel()
        total = len(X) + self.patience
        self.rarity_ = np.log((total + 1.0) / (counts + 1.0)) / np.log(total + 1.0)
        return self

    def transform(self, X: Sequence[WrittenText]) -> Matrix:  # noqa: N803
        """One row per text."""
        check_is_fitted(self)
        rows = self._found(X).toarray() * self.rarity_
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, self.doubt), dtype=np.float32)

    def _found(self, texts: Sequence[WrittenText]) -> sparse.csr_array:
        lexicon = trade_lexicon()
        found = {text: lexicon.find(*text) for text in set(texts)}
        rows = [
            (row, column, weight) for row, text in enumerate(texts) for column, weight in found[text].items()
        ]
        values = np.array([weight for _, _, weight in rows], dtype=np.float32)
        places = np.array([(row, column) for row, column, _ in rows], dtype=np.int64).reshape(-1, 2)
        shape = (len(texts), len(lexicon.codes))
        return sparse.csr_array((values, (places[:, 0], places[:, 1])), shape=shape)
