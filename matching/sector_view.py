"""Texts as sectors: which NACE classes a text names or lies near, with the groups and divisions above them.

Serves free-text search, where a trade may be worded in any way; people of one trade are often rivals, so the
matching itself does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matching.centring import Matrix, unit
from matching.sector_tree import path
from matching.sectors import all_sectors, named_in

NEAREST: Final = 12
NAMED: Final = 8
LEVELS: Final = {4: 1.0, 3: 0.7, 2: 0.5}
"""What counts how much: the same class, the same group, the same division."""
SURE: Final = (0.2, 0.4)
"""Nearness of the nearest class from which a text is thought to be about a trade, and beyond doubt."""
_TOGETHER = 1000

LabelledText = tuple[str, Matrix | None]


class SectorView(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts with their centred vectors or None -> sparse rows over classes, groups and divisions.

    A row is shorter where the text lies near no trade. Takes texts beside numbers, so scikit-learn's
    check_estimator does not apply.
    """

    def __init__(self, places: Matrix | None = None) -> None:
        self.places = places

    def fit(self, X: Sequence[LabelledText] = (), y: object = None) -> Self:  # noqa: N803
        """Take the classification: there is nothing to learn from texts."""
        self.classes_ = sector_classes()
        return self

    def transform(self, X: Sequence[LabelledText]) -> sparse.csr_array:  # noqa: N803
        """One row per text."""
        check_is_fitted(self)
        parts = [self._rows(X[start : start + _TOGETHER]) for start in range(0, len(X), _TOGETHER)]
        return sparse.csr_array(sparse.vstack(parts)) if parts else sparse.csr_array((0, _columns()))

    def _rows(self, part: Sequence[LabelledText]) -> sparse.csr_array:
        profile = _outstanding(named_classes([text for text, _ in part]), NAMED)
        sure = np.ones((len(part), 1), dtype=np.float32)
        seen = [line for line, (_, vector) in enumerate(part) if vector is not None]
        if self.places is not None and seen:
            near = np.stack([vector for _, vector in part if vector is not None]) @ self.places.T
            profile[seen] += _outstanding(near, NEAREST, power=2)
            sure[seen] = _sureness(near)
        return sparse.csr_array(_with_levels(profile) * sure, dtype=np.float32)


def _sureness(near: Matrix) -> Matrix:
    lowest, highest = SURE
    sure = (near.max(axis=1, keepdims=True) - lowest) / (highest - lowest)
    return np.asarray(np.clip(sure, 0.0, 1.0), dtype=np.float32)


@cache
def sector_classes() -> tuple[str, ...]:
    """Codes of all classes, in the order of the classification."""
    return tuple(code for code, sector in all_sectors().items() if sector.level == 4)


@cache
def _memberships() -> dict[int, Matrix]:
    """For each level above the class: which class belongs where, (classes, places of the level)."""
    out = {}
    for level in (3, 2):
        names = [path(code)[level - 1] for code in sector_classes()]
        kinds = sorted(set(names))
        out[level] = np.array([[name == kind for kind in kinds] for name in names], dtype=np.float32)
    return out


def _columns() -> int:
    return len(sector_classes()) + sum(int(table.shape[1]) for table in _memberships().values())


def named_classes(texts: Sequence[str]) -> Matrix:
    """How strongly the words of each text name each class, (n, classes); a group shares with its classes."""
    place = {code: row for row, code in enumerate(sector_classes())}
    below: dict[str, list[int]] = {}
    for code, row in place.items():
        for step in path(code)[1:]:
            below.setdefault(step, []).append(row)
    out = np.zeros((len(texts), len(place)), dtype=np.float32)
    for line, text in enumerate(texts):
        for code, strength in named_in(text).items():
            rows = below.get(code, [])
            out[line, rows] += strength / max(len(rows), 1)
    return out


def _outstanding(strengths: NDArray[np.float32], few: int, power: int = 1) -> Matrix:
    """What the few strongest have over the next best, at length one."""
    rest = -np.partition(-strengths, few, axis=1)[:, few, None]
    return unit(np.maximum(strengths - rest, 0.0) ** power)


def _with_levels(profile: Matrix) -> Matrix:
    """Classes beside groups and divisions, each at the root of its share, together at length one."""
    levels = {4: profile} | {level: profile @ table for level, table in _memberships().items()}
    length = np.sqrt(sum(share**2 for share in LEVELS.values()))
    rows = np.hstack([share / length * unit(levels[level]) for level, share in LEVELS.items()])
    return np.asarray(rows, dtype=np.float32)
