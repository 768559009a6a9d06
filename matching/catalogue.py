"""Letters and sectors of all that parties say, kept in step with the network: what free-text search reads
beside the boards."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.anchors import sector_places
from matching.board import PORTION, Board
from matching.centring import Matrix
from matching.letters import PLACES, LettersView
from matching.meaning import Meaning
from matching.sector_view import LabelledText, SectorView
from matching.statements import TRADE

LETTERS: Final = 1.5
"""How much the likeness of letters, squared, counts beside that of meaning: any two texts have some letters
in common, and only where they are many do both name the same."""
SECTORS: Final = 1.6
"""How much the likeness of sectors counts."""
NAMED_ONLY: Final = 1.2
"""The same without an encoder, where only sectors are seen that a text names."""
PARTS: Final = ("data", "indices", "indptr")


@dataclass(frozen=True, slots=True)
class Question:
    """A cleaned free text with its row of meaning (width,) and what the encoder sees in it (d,), if any."""

    text: str
    row: Matrix
    subject: Matrix | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A sparse row of letters and one of sectors for every statement, and the party that says it: its number
    among the `ids`, which are sorted.

    How rare a piece of a word is follows from all rows at once, so a catalogue that was changed answers as
    one that was read anew.
    """

    letters: sparse.csr_array
    trades: sparse.csr_array
    owners: NDArray[np.int64]
    ids: list[str]
    rarity: Matrix
    lengths: Matrix
    sectors: SectorView

    @classmethod
    def made(
        cls,
        letters: sparse.csr_array,
        trades: sparse.csr_array,
        owners: NDArray[np.int64],
        ids: list[str],
        encoder: str | None,
    ) -> Catalogue:
        """The catalogue of rows that were read."""
        rarity = LettersView.rarity(letters)
        lengths = LettersView.lengths(letters, rarity)
        return cls(letters, trades, owners, ids, rarity, lengths, SectorView(sector_places(encoder)).fit())

    @classmethod
    def of(cls, boards: Mapping[str, Board], meaning: Meaning) -> Catalogue:
        """Read the statements of all boards."""
        ids = sorted({party.id for board in boards.values() for party in board.parties})
        place = {party_id: row for row, party_id in enumerate(ids)}
        said = [entry for board in boards.values() for entry in _said_on(board, meaning)]
        encoder = None if meaning.encoder is None else meaning.encoder.name
        return cls.made(
            LettersView.counted([text for _, (text, _) in said]),
            SectorView(sector_places(encoder)).fit().transform([labelled for _, labelled in said]),
            np.array([place[party_id] for party_id, _ in said], dtype=np.int64),
            ids,
            encoder,
        )

    def changed(self, stale: Container[str], boards: Mapping[str, Board], meaning: Meaning) -> Catalogue:
        """The same after parties came, changed or went: only the statements of those are read."""
        some = {purpose: board.take(_rows_of(stale, board)) for purpose, board in boards.items()}
        fresh = Catalogue.of(some, meaning)
        stays = np.array([party_id not in stale for party_id in self.ids], dtype=np.bool_)
        kept = np.flatnonzero(stays[self.owners])
        ids = sorted({party.id for board in boards.values() for party in board.parties})
        return Catalogue.made(
            sparse.csr_array(sparse.vstack([self.letters[kept], fresh.letters], format="csr")),
            sparse.csr_array(sparse.vstack([self.trades[kept], fresh.trades], format="csr")),
            np.concatenate([_moved(self.ids, ids)[self.owners[kept]], _moved(fresh.ids, ids)[fresh.owners]]),
            ids,
            None if meaning.encoder is None else meaning.encoder.name,
        )

    def likeness(self, asked: Question) -> NDArray[np.float32]:
        """Likeness of letters and sectors for every party, in the order of `ids`."""
        best = np.zeros(len(self.ids), dtype=np.float32)
        if len(self.owners):
            wanted = LettersView.weighed([asked.text], self.rarity).toarray()[0] * self.rarity
            written = (self.letters @ wanted) / self.lengths
            share = NAMED_ONLY if asked.subject is None else SECTORS
            traded = self.trades @ self.sectors.transform([(asked.text, asked.subject)]).toarray()[0]
            np.maximum.at(best, self.owners, LETTERS * np.square(written) + share * traded)
        return best

    def figures(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Everything that was read, as arrays by name."""
        yield "owners", self.owners
        for name in ("letters", "trades"):
            yield from ((f"{name}.{part}", getattr(getattr(self, name), part)) for part in PARTS)


def restored(figures: Mapping[str, NDArray[Any]], ids: list[str], encoder: str | None) -> Catalogue:
    """The catalogue whose arrays `figures` once gave."""
    count = len(figures["owners"])
    letters, trades = ([figures[f"{name}.{part}"] for part in PARTS] for name in ("letters", "trades"))
    columns = SectorView().fit().transform([]).shape[1]
    return Catalogue.made(
        sparse.csr_array(tuple(letters), (count, PLACES)),
        sparse.csr_array(tuple(trades), (count, columns)),
        figures["owners"],
        ids,
        encoder,
    )


def _rows_of(stale: Container[str], board: Board) -> NDArray[np.int64]:
    return np.array([row for row, p in enumerate(board.parties) if p.id in stale], dtype=np.int64)


def _moved(old: list[str], ids: list[str]) -> NDArray[np.int64]:
    """The new number of each old id; -1 for one that is gone."""
    place = {party_id: row for row, party_id in enumerate(ids)}
    return np.array([place.get(party_id, -1) for party_id in old], dtype=np.int64)


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
