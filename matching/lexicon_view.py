"""A lexicon as a view: which of its concepts a text names, rare ones counting more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Final, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matching.centring import Matrix
from matching.everyday import everyday_lexicon
from matching.lexicon import Lexicon, trade_lexicon

WrittenText = tuple[str, str]

SHARES = 8
"""Columns over which a concept is spread where columns are shared: two concepts seldom meet in all."""

LEXICONS: Final[dict[str, Callable[[], Lexicon]]] = {"trade": trade_lexicon, "everyday": everyday_lexicon}


@cache
def shared_columns(codes: tuple[str, ...], width: int) -> sparse.csr_array:
    """The columns of each concept, (concepts, width), rows at length one: drawn by a hash of its code, so
    that they stay where they are when other concepts are added."""
    digests = b"".join(blake2b(code.encode(), digest_size=4 * SHARES).digest() for code in codes)
    drawn = np.frombuffer(digests, dtype="<u4")
    shares = (1.0 - 2.0 * (drawn & 1)) / np.sqrt(SHARES)
    ends = np.arange(0, len(drawn) + 1, SHARES)
    return sparse.csr_array((shares, (drawn >> 1) % width, ends), shape=(len(codes), width))


class LexiconView(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts with their writing -> weighted concepts at length one, or zero where none is known, (n, width).

    A text that names only roles or hints stays shorter: `doubt` is the length from which it is trusted in
    full. With a `width` each concept has a few columns by its code, shared with others; None gives each its
    own. Takes pairs of strings and no numbers, so scikit-learn's check_estimator does not apply.
    """

    def __init__(
        self, lexicon: str = "trade", width: int | None = None, patience: float = 200.0, doubt: float = 0.8
    ) -> None:
        self.lexicon = lexicon
        self.width = width
        self.patience = patience
        self.doubt = doubt

    def fit(self, X: Sequence[WrittenText], y: object = None) -> Self:  # noqa: N803
        """Learn how common each concept is; `patience` texts without any are thought of beside them."""
        counts = np.asarray((self._found(X) > 0).sum(axis=0)).ravel()
        total = len(X) + self.patience
        self.rarity_ = np.log((total + 1.0) / (counts + 1.0)) / np.log(total + 1.0)
        return self

    def transform(self, X: Sequence[WrittenText]) -> Matrix:  # noqa: N803
        """One row per text."""
        check_is_fitted(self)
        rows = self._found(X)
        rows.data = rows.data * self.rarity_[rows.indices]
        lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).reshape(-1, 1)
        if self.width is not None:
            rows = rows @ shared_columns(tuple(LEXICONS[self.lexicon]().codes), self.width)
        return np.asarray(rows.toarray() / np.maximum(lengths, self.doubt), dtype=np.float32)

    def _found(self, texts: Sequence[WrittenText]) -> sparse.csr_array:
        lexicon = LEXICONS[self.lexicon]()
        known = {text: lexicon.find(*text) for text in dict.fromkeys(texts)}
        found = [known[text] for text in texts]
        ends = np.cumsum([0, *map(len, found)])
        columns = np.array([column for one in found for column in one], dtype=np.int64)
        weights = np.array([weight for one in found for weight in one.values()], dtype=np.float64)
        return sparse.csr_array((weights, columns, ends), shape=(len(texts), len(lexicon.codes)))
