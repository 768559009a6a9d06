"""Free-text search over all that parties say, in four writings: by meaning, sectors and letters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.board import Board
from matching.catalogue import Catalogue, Question
from matching.centring import Matrix
from matching.sides import MARKERS, Columns, Side, products

_MOST = 3.0  # the likeness of a text with itself, near enough


def _party_likeness(query: Matrix, side: Side, columns: Columns) -> NDArray[np.float32]:
    """Best likeness of the query with what each party says itself; nothing is below all."""
    whole = np.append(query[columns.full], np.zeros(MARKERS, dtype=np.float32))
    likeness = products(side.full, whole[None])[:, 0] + side.listed @ query[columns.listed]
    return np.where(side.spoken, np.maximum.reduceat(likeness, side.starts), np.float32(-np.inf))


def search(
    asked: Question, boards: Mapping[str, Board], catalogue: Catalogue, k: int
) -> list[tuple[str, float]]:
    """The k parties any of whose statements is most like what is asked.

    The likeness is brought to [0, 1]; equal ones are ordered by id.
    """
    place = {party_id: row for row, party_id in enumerate(catalogue.ids)}
    meant = np.full(len(place), -np.inf, dtype=np.float32)
    for board in boards.values():
        if len(board):
            rows = np.array([place[party.id] for party in board.parties], dtype=np.int64)
            sides = (_party_likeness(asked.row, side, board.columns) for side in (board.needs, board.offers))
            np.maximum.at(meant, rows, np.maximum(*sides))
    total = np.round(meant + catalogue.likeness(asked), 5)
    best = np.argsort(-total, kind="stable")[:k].tolist()
    return [(catalogue.ids[row], min(1.0, float(total[row]) / _MOST)) for row in best if total[row] > 0]
