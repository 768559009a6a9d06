"""Free-text search over all that parties say, in four writings: by meaning, sectors and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.anchors import sector_places
from matching.board import PORTION, Board
from matching.centring import Matrix
from matching.letters import LettersView
from matching.meaning import Meaning
from matching.sector_view import LabelledText, SectorView
from matching.sides import MARKERS, Columns, Side, products
from matching.statements import TRADE

LETTERS = 1.0
"""How much the likeness of letters counts beside that of meaning."""
SECTORS = 1.2
"""How much the likeness of sectors counts."""
_MOST = 3.0  # the likeness of a text with itself, near enough


@dataclass(frozen=True, slots=True)
class Question:
    """A cleaned free text with its row of meaning (width,) and what the encoder sees in it (d,), if any."""

    text: str
    row: Matrix
    subject: Matrix | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Letters and sectors of every statement of the boards: a sparse row each, and the party that says it."""

    letters: LettersView
    sectors: SectorView
    rows: sparse.csr_array
    trades: sparse.csr_array
    owners: NDArray[np.int64]
    ids: list[str]

    @classmethod
    def of(cls, boards: Mapping[str, Board], meaning: Meaning) -> Catalogue:
        """Read the statements of all boards."""
        ids = sorted({party.id for board in boards.values() for party in board.parties})
        place = {party_id: row for row, party_id in enumerate(ids)}
        said = [entry for board in boards.values() for entry in _said_on(board, meaning)]
        texts = [text for _, (text, _) in said]
        letters = LettersView().fit(texts)
        sectors = SectorView(sector_places(None if meaning.encoder is None else meaning.encoder.name)).fit()
        return cls(
            letters,
            sectors,
            letters.transform(texts),
            sectors.transform([labelled for _, labelled in said]),
            np.array([place[party_id] for party_id, _ in said], dtype=np.int64),
            ids,
        )

    def likeness(self, asked: Question) -> NDArray[np.float32]:
        """Likeness of letters and sectors for every party, in the order of `ids`."""
        best = np.zeros(len(self.ids), dtype=np.float32)
        if len(self.owners):
            written = self.rows @ self.letters.transform([asked.text]).toarray()[0]
            traded = self.trades @ self.sectors.transform([(asked.text, asked.subject)]).toarray()[0]
            np.maximum.at(best, self.owners, LETTERS * written + SECTORS * traded)
        return best


def _said_on(board: Board, meaning: Meaning) -> Iterator[tuple[str, LabelledText]]:
    """Who says what on a board, and what the encoder sees in it: (party id, (text, vector))."""
    for start in range(0, len(board), PORTION):
        lines = range(start, min(start + PORTION, len(board)))
        sides = {"need": board.needs, "offer": board.offers}
        first = {direction: int(side.starts[start]) for direction, side in sides.items()}
        seen = {
            direction: meaning.encoder_columns(side.rows(lines.start, lines.stop, board.columns))
            for direction, side in sides.items()
        }
        for line in lines:
            row = {direction: int(side.starts[line]) - first[direction] for direction, side in sides.items()}
            for s in board.statements[line]:
                vector = seen[s.direction][row[s.direction]]
                row[s.direction] += 1
                if s.place != TRADE:
                    yield board.parties[line].id, (s.text, vector if vector.any() else None)


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
