"""Free-text search over all that parties say, in any of the four writings: by meaning and by letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.board import Board, Side
from matching.centring import Matrix
from matching.letters import LettersView
from matching.statements import TRADE

LETTERS = 1.0
"""How much the likeness of letters counts beside that of meaning."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The letters of every statement of the boards: a sparse row each, and the party that says it."""

    view: LettersView
    rows: sparse.csr_array
    owners: NDArray[np.int64]
    ids: list[str]
    said: dict[tuple[str, str], NDArray[np.bool_]]

    @classmethod
    def of(cls, boards: Mapping[str, Board]) -> Catalogue:
        """Read the statements of all boards."""
        ids = sorted({party.id for board in boards.values() for party in board.parties})
        place = {party_id: row for row, party_id in enumerate(ids)}
        said = [
            (s.text, place[party.id])
            for board in boards.values()
            for party, own in zip(board.parties, board.statements, strict=True)
            for s in own
            if s.place != TRADE
        ]
        texts = [text for text, _ in said]
        view = LettersView().fit(texts)
        return cls(
            view,
            view.transform(texts),
            np.array([owner for _, owner in said], dtype=np.int64),
            ids,
            _who_says(boards),
        )

    def likeness(self, text: str) -> NDArray[np.float32]:
        """Likeness of letters for every party, in the order of `ids`."""
        best = np.zeros(len(self.ids), dtype=np.float32)
        if len(self.owners):
            np.maximum.at(best, self.owners, (self.rows @ self.view.transform([text]).toarray()[0]))
        return best


def _who_says(boards: Mapping[str, Board]) -> dict[tuple[str, str], NDArray[np.bool_]]:
    """By purpose and direction: which parties of the board say something themselves."""
    return {
        (purpose, direction): np.array(
            [any(s.direction == direction and s.place != TRADE for s in own) for own in board.statements]
        )
        for purpose, board in boards.items()
        for direction in ("need", "offer")
    }


def _party_likeness(query: Matrix, side: Side, said: NDArray[np.bool_]) -> NDArray[np.float32]:
    likeness = side.vectors[:, : len(query)] @ query
    best = np.maximum.reduceat(likeness, side.starts)
    return np.where(said, best, -np.inf).astype(np.float32)


def search(
    text: str, query: Matrix, boards: Mapping[str, Board], catalogue: Catalogue, k: int
) -> list[tuple[str, float]]:
    """The k parties any of whose statements is most like `text`, whose row of meaning is `query` (width,).

    The likeness is brought to [0, 1]; equal ones are ordered by id.
    """
    place = {party_id: row for row, party_id in enumerate(catalogue.ids)}
    meant = np.full(len(place), -np.inf, dtype=np.float32)
    for purpose, board in boards.items():
        if len(board):
            rows = np.array([place[party.id] for party in board.parties], dtype=np.int64)
            needs = _party_likeness(query, board.needs, catalogue.said[purpose, "need"])
            offers = _party_likeness(query, board.offers, catalogue.said[purpose, "offer"])
            np.maximum.at(meant, rows, np.maximum(needs, offers))
    total = np.round(meant + LETTERS * catalogue.likeness(text), 5)
    best = np.argsort(-total, kind="stable")[:k].tolist()
    return [(catalogue.ids[row], min(1.0, float(total[row]) / 2)) for row in best if total[row] > 0]
