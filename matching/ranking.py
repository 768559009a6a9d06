"""The best k partners of each party: exact, in blocks of bounded memory, ties broken by id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.board import Board
from matching.scoring import EXCLUDED, Blend, Scores, log_odds, score

BLOCK = 256
_CANDIDATES_PER_BLOCK = 4096
_ALLOWED = EXCLUDED / 2  # what a rule forbids lies below, whatever structure adds
Progress = Callable[[int, int], None]
"""Called with how many parties are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A partner by its row on the board, with log-odds; NaN is a direction that cannot be judged."""

    row: int
    joined: float
    forward: float
    backward: float


@dataclass(slots=True)
class Best:
    """The k best so far of some parties: rows (-1 is empty) and log-odds, each of shape (parties, k)."""

    rows: NDArray[np.int64]
    joined: NDArray[np.float32]
    forward: NDArray[np.float32]
    backward: NDArray[np.float32]

    @classmethod
    def empty(cls, parties: int, k: int) -> Best:
        """Nothing found yet."""
        return cls(
            np.full((parties, k), -1, dtype=np.int64),
            np.full((parties, k), EXCLUDED, dtype=np.float32),
            np.full((parties, k), np.nan, dtype=np.float32),
            np.full((parties, k), np.nan, dtype=np.float32),
        )

    def merge(
        self, scores: Scores, columns: NDArray[np.int64], order: NDArray[np.int64], blend: Blend
    ) -> None:
        """Take what is better from a block of scores whose columns are these board rows."""
        k = self.rows.shape[1]
        better = scores.joined >= np.maximum(self.joined[:, -1:], _ALLOWED)
        width = min(int(better.sum(axis=1).max(initial=0)), better.shape[1])
        if width == 0:
            return
        kept = _leading(scores.joined, min(k, width), order[columns])
        lines = np.arange(len(kept))[:, None]
        rows = np.hstack([self.rows, columns[kept]])
        joined = np.hstack([self.joined, scores.joined[lines, kept]])
        forward = np.hstack([self.forward, log_odds(scores.forward[lines, kept], blend)])
        backward = np.hstack([self.backward, log_odds(scores.backward[lines, kept], blend)])
        rank = np.lexsort((order[rows], -joined), axis=1)[:, :k]
        self.rows, self.joined = rows[lines, rank], joined[lines, rank]
        self.forward, self.backward = forward[lines, rank], backward[lines, rank]

    def found(self, line: int) -> list[Found]:
        """What was found for one party, best first."""
        return [
            Found(int(row), float(joined), float(self.forward[line, n]), float(self.backward[line, n]))
            for n, (row, joined) in enumerate(zip(self.rows[line], self.joined[line], strict=True))
            if row >= 0 and joined >= _ALLOWED
        ]


def _leading(joined: NDArray[np.float32], k: int, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Columns of the k largest of each row; of equal ones those whose ids come first."""
    if joined.shape[1] <= k:
        return np.broadcast_to(np.arange(joined.shape[1]), joined.shape)
    kept = np.argpartition(-joined, k - 1, axis=1)[:, :k]
    edge = np.take_along_axis(joined, kept, axis=1).min(axis=1)
    for line in np.flatnonzero((joined >= edge[:, None]).sum(axis=1) > k):
        kept[line] = np.lexsort((order, -joined[line]))[:k]
    return kept


def id_order(board: Board) -> NDArray[np.int64]:
    """Place of each row when the ids are sorted, with one entry more for the empty row -1."""
    ids = [party.id for party in board.parties]
    order = np.empty(len(ids) + 1, dtype=np.int64)
    order[np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)] = np.arange(len(ids))
    order[-1] = len(ids)
    return order


def rank_guest(guest: Board, board: Board, k: int, purpose: str, blend: Blend) -> list[Found]:
    """The k best of the board for the one party of `guest`, never a party of the same id."""
    if not len(board):
        return []
    best = Best.empty(1, k)
    scores = score(guest, board, purpose, blend)
    own = [row for row, party in enumerate(board.parties) if party.id == guest.parties[0].id]
    scores.joined[0, own] = EXCLUDED
    best.merge(scores, np.arange(len(board)), id_order(board), blend)
    return best.found(0)


def rank_all(
    board: Board, k: int, purpose: str, blend: Blend, progress: Progress | None = None
) -> Iterator[tuple[int, list[Found]]]:
    """(row, best partners) for every party of the board, a block of parties at a time."""
    order, count = id_order(board), len(board)
    firsts = range(0, count, _CANDIDATES_PER_BLOCK)
    blocks = [np.arange(first, min(first + _CANDIDATES_PER_BLOCK, count)) for first in firsts]
    others = [(columns, board.take(columns)) for columns in blocks]
    for start in range(0, count, BLOCK):
        rows = np.arange(start, min(start + BLOCK, count))
        block, best = board.take(rows), Best.empty(len(rows), k)
        for columns, other in others:
            scores = score(block, other, purpose, blend)
            _never_oneself(scores, rows, columns)
            best.merge(scores, columns, order, blend)
        yield from ((int(row), best.found(line)) for line, row in enumerate(rows))
        if progress is not None:
            progress(int(rows[-1]) + 1, count)


def _never_oneself(scores: Scores, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
    mine = rows[(rows >= columns[0]) & (rows <= columns[-1])]
    scores.joined[mine - rows[0], mine - columns[0]] = EXCLUDED
