"""Whether a learned order is better than the fixed blend: compared on people it has not learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.model_selection import GroupKFold

from matching.learning import LearnedOrder, Numbers

_FOLDS, _DRAWS, _CUT = 5, 2000, 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """The learned order beside the blend on held-out people, with bootstrap bounds (99 %) of the gain.

    nDCG of the first ten and AUC are means over the people who gave both kinds of answer, each answer weighed
    by inverse propensity.
    """

    answers: int
    people: int
    compared: int
    blend_ndcg: float
    learned_ndcg: float
    ndcg_low: float
    ndcg_high: float
    blend_auc: float
    learned_auc: float
    auc_low: float
    auc_high: float
    learned_low: float

    @property
    def is_better(self) -> bool:
        """Whether the gain is beyond doubt: both intervals lie above zero, and the order tells yes from no.

        The last, that even the low end of its own AUC passes one half, keeps out what only looks good beside
        a blend that had bad luck.
        """
        return self.ndcg_low > 0 and self.auc_low > 0 and self.learned_low > 0.5

    def plain(self) -> dict[str, Any]:
        """The figures for JSON."""
        rounded = {key: round(value, 4) for key, value in asdict(self).items()}
        return rounded | {"is_better": self.is_better}


def compare(
    X: Numbers,  # noqa: N803
    y: Sequence[int],
    people: Sequence[object],
    weights: Numbers,
    order: LearnedOrder | None = None,
    seed: int = 0,
) -> Comparison:
    """Learn on some people and judge on the others, five times over; the first column is the fixed blend."""
    labels, groups = np.asarray(y), np.unique(np.array([str(p) for p in people]), return_inverse=True)[1]
    learned = _held_out(X, labels, groups, weights, order or LearnedOrder())
    lines = [np.flatnonzero(groups == person) for person in range(groups.max() + 1)]
    lines = [rows for rows in lines if 0 < labels[rows].sum() < len(rows)]
    if not lines:
        return Comparison(len(labels), int(groups.max()) + 1, 0, *([0.0] * 9))
    table = np.array([_measured(rows, (X[:, 0], learned), labels, weights) for rows in lines])
    blend_ndcg, blend_auc, ndcg_, auc_ = table.mean(axis=0)
    bounds = [_interval(table[:, 2 + n] - table[:, n], seed) for n in (0, 1)]
    by_ndcg, by_auc = (blend_ndcg, ndcg_, *bounds[0]), (blend_auc, auc_, *bounds[1])
    own = _interval(table[:, 3], seed)[0]
    return Comparison(len(labels), int(groups.max()) + 1, len(lines), *by_ndcg, *by_auc, own)


def ndcg(scores: Numbers, labels: NDArray[Any], weights: Numbers) -> float:
    """nDCG of the first ten of one list; of equal scores each order is as likely."""
    gains = labels * weights
    discount = 1 / np.log2(np.arange(2, len(gains) + 2))
    discount[_CUT:] = 0.0
    reached = 0.0
    for value in np.unique(scores):
        tied = scores == value
        first = int((scores > value).sum())
        reached += gains[tied].mean() * discount[first : first + int(tied.sum())].sum()
    best = np.sort(gains)[::-1] @ discount
    return float(reached / best)


def auc(scores: Numbers, labels: NDArray[Any], weights: Numbers) -> float:
    """Share of the pairs of a wanted and an unwanted partner that stand in the right order, ties half."""
    yes, no = labels == 1, labels == 0
    apart = np.sign(scores[yes][:, None] - scores[no][None, :])
    pairs = weights[yes][:, None] * weights[no][None, :]
    return float(((apart + 1) / 2 * pairs).sum() / pairs.sum())


def _measured(
    rows: NDArray[Any], orders: Sequence[Numbers], labels: NDArray[Any], weights: Numbers
) -> list[float]:
    """Both measures of each order on the answers of one person."""
    measures = (ndcg, auc)
    return [measure(scores[rows], labels[rows], weights[rows]) for scores in orders for measure in measures]


def _held_out(
    X: Numbers,  # noqa: N803
    y: NDArray[Any],
    groups: NDArray[Any],
    weights: Numbers,
    order: LearnedOrder,
) -> Numbers:
    """What the order says of each row when it has learned from other people only."""
    said = np.array(X[:, 0])
    folds = min(_FOLDS, int(groups.max()) + 1)
    if folds < 2:
        return said
    for known, new in GroupKFold(folds).split(X, y, groups):
        if 0 < y[known].sum() < len(known):
            said[new] = clone(order).fit(X[known], y[known], weights[known]).decision_function(X[new])
    return said


def _interval(gains: Numbers, seed: int) -> tuple[float, float]:
    """99 % bootstrap interval of the mean over people."""
    draws = np.random.default_rng(seed).integers(0, len(gains), size=(_DRAWS, len(gains)))
    low, high = np.quantile(gains[draws].mean(axis=1), [0.005, 0.995])
    return float(low), float(high)
