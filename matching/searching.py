"""Free-text search over everything that parties say, in any of the four writings."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from matching.board import Board, Side
from matching.centring import Matrix


def _party_likeness(query: Matrix, side: Side) -> NDArray[np.float32]:
    likeness = side.vectors[:, : len(query)] @ query
    best = np.maximum.reduceat(likeness, side.starts)
    return np.where(side.stated, best, -np.inf).astype(np.float32)


def search(query: Matrix, boards: Iterable[Board], k: int) -> list[tuple[str, float]]:
    """The k parties any of whose statements is most like `query` (width,), with the likeness clipped to [0,
    1]."""
    best: dict[str, float] = {}
    for board in boards:
        if not len(board):
            continue
        likeness = np.maximum(_party_likeness(query, board.needs), _party_likeness(query, board.offers))
        for row in np.argsort(-likeness, kind="stable")[: 10 * k].tolist():
            party_id = board.parties[row].id
            best[party_id] = max(best.get(party_id, -1.0), float(likeness[row]))
    ranked = sorted(((-value, party_id) for party_id, value in best.items() if value > 0))
    return [(party_id, min(1.0, -value)) for value, party_id in ranked[:k]]
