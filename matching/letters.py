"""Letters as a view: names, codes and spellings, by pieces of consonant skeletons in both scripts."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matching.centring import Matrix
from matching.folding import words
from matching.skeleton import is_urdu_letter, skeleton

PLACES = 1 << 18
_SHORTEST, _LONGEST = 2, 4
_TOGETHER = 1000  # texts counted at a time, so that memory stays bounded


def _numbered(piece: str) -> int:
    return zlib.crc32(piece.encode("utf-8", "replace")) % PLACES


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[int, ...]:
    """Stable numbers of the pieces of a folded word: of its skeleton, and of itself if it is Latin."""
    bounded = f" {skeleton(word)} "
    ends = range(_SHORTEST, _LONGEST + 1)
    found = [bounded[i : i + n] for n in ends for i in range(len(bounded) - n + 1)]
    if not is_urdu_letter(word[0]):
        latin = f"<{word}>"
        found += ["=" + latin[i : i + 4] for i in range(max(1, len(latin) - 3))]
    return tuple(_numbered(piece) for piece in found)


class LettersView(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts -> weighted pieces of their words at length one, a sparse matrix of shape (n, PLACES).

    Takes strings and no numbers, so scikit-learn's check_estimator does not apply.
    """

    def fit(self, X: Sequence[str], y: object = None) -> Self:  # noqa: N803
        """Learn how rare each piece is."""
        self.rarity_ = self.rarity(self.counted(X))
        return self

    def transform(self, X: Sequence[str]) -> sparse.csr_array:  # noqa: N803
        """One row per text."""
        check_is_fitted(self)
        return self.weighed(X, self.rarity_)

    @classmethod
    def weighed(cls, texts: Sequence[str], rarity: Matrix) -> sparse.csr_array:
        """A row at length one for each text, where it is known how rare each piece is."""
        rows = cls.counted(texts)
        scale = sparse.dia_array((1.0 / cls.lengths(rows, rarity)[None, :], [0]), shape=(len(texts),) * 2)
        rows.data *= rarity[rows.indices]
        return sparse.csr_array(scale @ rows, dtype=np.float32)

    @staticmethod
    def rarity(rows: sparse.csr_array) -> Matrix:
        """How rare each piece is among counted rows, (PLACES,)."""
        seen = np.bincount(rows.indices, minlength=PLACES)
        return np.asarray(np.log((1.0 + rows.shape[0]) / (1.0 + seen)) + 1.0, dtype=np.float32)

    @staticmethod
    def lengths(rows: sparse.csr_array, rarity: Matrix) -> Matrix:
        """The length of each counted row once its pieces are weighed."""
        squares = sparse.csr_array((np.square(rows.data), rows.indices, rows.indptr), rows.shape)
        return np.asarray(np.maximum(np.sqrt(squares @ np.square(rarity)), 1e-9), dtype=np.float32)

    @staticmethod
    def counted(texts: Sequence[str]) -> sparse.csr_array:
        """How often each text has each piece, one more than the logarithm of it."""
        parts = [_counts(texts[start : start + _TOGETHER]) for start in range(0, len(texts), _TOGETHER)]
        if not parts:
            return sparse.csr_array((0, PLACES), dtype=np.float32)
        rows = sparse.csr_array(sparse.vstack(parts))
        rows.data = 1.0 + np.log(rows.data)
        return rows


def _counts(texts: Sequence[str]) -> sparse.csr_array:
    counts = [Counter(number for word in words(text) for number in pieces(word)) for text in texts]
    ends = np.cumsum([0, *map(len, counts)])
    columns = np.array([number for found in counts for number in found], dtype=np.int32)
    values = np.array([times for found in counts for times in found.values()], dtype=np.float32)
    return sparse.csr_array((values, columns, ends), shape=(len(texts), PLACES))
