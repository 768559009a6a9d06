"""The best k partners of each party: exact, in tiles of bounded memory, ties broken by id."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from matching.best import Best, Finds
from matching.board import Board
from matching.centring import Matrix
from matching.meeting import Meeting, Pairs
from matching.scoring import (
    EXCLUDED,
    STEPS,
    Blend,
    apart,
    chances,
    groups_meet,
    log_odds,
    steps,
    structure,
)
from matching.sides import Flags, Rows, Side, figures, products
from matching.tiles import Bench, Tile

TILE = 1024
_TOGETHER = 4  # tiles whose partners are laid out once for all of them
_LEAST = -40_000.0

Progress = Callable[[int, int], None]
"""Called with how many parties are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best of some parties, best first: rows of partners on the board (-1 is none) and log-odds, (n, k).

    NaN is a direction that cannot be judged.
    """

    rows: NDArray[np.int32]
    joined: Matrix
    forward: Matrix
    backward: Matrix

    def scores(self, ids: Sequence[str], least: float) -> dict[tuple[str, str], float]:
        """Scores from `least` on by pairs of ids, each pair once in the order of its ids."""
        rows, reached = self.rows.tolist(), chances(self.joined).tolist()
        return {
            (own, ids[partner]): round(score, 6)
            for own, partners, scores in zip(ids, rows, reached, strict=True)
            for partner, score in zip(partners, scores, strict=True)
            if partner >= 0 and own < ids[partner] and score >= least
        }


def least_steps(floor: float) -> float:
    """Steps below which no score reaches `floor`."""
    if floor <= 0.0:
        return _LEAST
    if floor >= 1.0:
        return -_LEAST
    return max(_LEAST, math.floor(1000.0 * math.log(floor / (1.0 - floor))) - 1.0)


class Ranking:
    """One run over a board for a purpose."""

    def __init__(self, board: Board, k: int, purpose: str, blend: Blend, floor: float) -> None:
        self.board, self.purpose, self.blend = board, purpose, blend
        self.k = min(k, len(board))
        self.least = least_steps(floor)
        self.ranks = board.ranks()
        self.bounds = [
            (first, min(first + TILE, end))
            for start, end in board.segments()
            for first in range(start, end, TILE)
        ]
        self.lowest = [int(self.ranks[first:end].min()) for first, end in self.bounds]
        self.best = [Best(end - first, self.k, self.least) for first, end in self.bounds]
        self.benches = Bench(), Bench(), Bench()

    def run(self, progress: Progress | None = None) -> Ranked:
        """Compare all with all, each two tiles once."""
        for start in range(0, len(self.bounds), _TOGETHER):
            mine: list[Tile] = []
            for number in range(start, len(self.bounds)):
                tile = Tile.of(self.board, *self.bounds[number])
                if number < start + _TOGETHER:
                    mine.append(tile)
                for place, one in enumerate(mine):
                    self._meet(start + place, one, number, tile)
            if progress is not None:
                progress(self.bounds[start + len(mine) - 1][1], len(self.board))
        return self._result()

    def _meet(self, i: int, mine: Tile, j: int, theirs: Tile) -> None:
        """Feed the lists of both tiles from their pairs."""
        if not groups_meet(mine.nature, theirs.nature, self.purpose):
            return
        shape = len(mine), len(theirs)
        shape = len(mine), len(theirs)
        forward = self.benches[0].likeness(mine.needs, theirs.offers, shape)
        backward = self.benches[1].likeness(mine.offers, theirs.needs, shape)
        bars = self._bars(i, mine, j), self._bars(j, theirs, i)
        meeting = Meeting(mine, theirs, (forward, backward), self.purpose, self.blend)
        pairs = meeting.pairs(bars, self.k, self.benches[2].room(*shape))
        me, them = mine.parties[pairs.mine], theirs.parties[pairs.theirs]
        self._feed(i, me, them, pairs, pairs.steps >= bars[0][pairs.mine])
        if i != j:
            self._feed(j, them, me, pairs.turned(), pairs.steps >= bars[1][pairs.theirs])

    def _bars(self, i: int, tile: Tile, j: int) -> Matrix:
        """What partners from tile j must reach for the parties of `tile`, in its order."""
        return self.best[i].bars(self.lowest[j])[tile.parties - self.bounds[i][0]]

    def _feed(self, i: int, me: Rows, them: Rows, pairs: Pairs, enters: Flags) -> None:
        """Offer tile i the pairs that enter a list."""
        me, them = me[enters] - self.bounds[i][0], self.ranks[them[enters]]
        figures = pairs.steps[enters], pairs.forward[enters], pairs.backward[enters]
        self.best[i].add(Finds(me, them, *figures))

    def _result(self) -> Ranked:
        by_rank = np.append(np.argsort(self.ranks), -1).astype(np.int32)
        shape = (len(self.board), self.k)
        rows = np.empty(shape, dtype=np.int32)
        joined, forward, backward = (np.empty(shape, dtype=np.float32) for _ in range(3))
        for (first, end), best in zip(self.bounds, self.best, strict=True):
            ranks, reached = best.result()
            rows[first:end] = by_rank[ranks]
            joined[first:end] = reached / STEPS
            forward[first:end], backward[first:end] = (log_odds(way, self.blend) for way in best.ways)
        return Ranked(rows, joined, forward, backward)


def rank_all(
    board: Board, k: int, purpose: str, blend: Blend, floor: float = 0.0, progress: Progress | None = None
) -> Ranked:
    """The k best partners of every party of the board whose score reaches `floor`."""
    if min(k, len(board)) < 1:
        rows, figures = np.empty((len(board), 0), dtype=np.int32), np.empty((len(board), 0), dtype=np.float32)
        return Ranked(rows, figures, figures, figures)
    return Ranking(board, k, purpose, blend, floor).run(progress)


def rank_guest(guest: Board, board: Board, k: int, purpose: str, blend: Blend) -> Ranked:
    """The k best of the board for the one party of `guest`, never a party of the same id."""
    forward, backward = (np.full(len(board), np.nan, dtype=np.float32) for _ in range(2))
    reached = np.full(len(board), EXCLUDED, dtype=np.float32)
    listed = _listed(guest.needs, board.offers), _listed(guest.offers, board.needs)
    for first, end in board.segments():
        some = slice(first, end)
        them = board.nature.take(some)
        if groups_meet(guest.nature, them, purpose):
            forward[some] = _likeness_to(guest.needs, board.offers, listed[0], first, end)
            backward[some] = _likeness_to(guest.offers, board.needs, listed[1], first, end)
            extra = structure(guest.nature, them, purpose, blend)
            reached[some] = steps(forward[some], backward[some], extra, blend)
            reached[some][apart(guest.nature, them)] = EXCLUDED
    own = board.row_of(guest.parties[0])
    if own is not None:
        reached[own] = EXCLUDED
    rows = _best_rows(board, reached, min(k, len(board)))
    figures = reached[rows] / STEPS, log_odds(forward[rows], blend), log_odds(backward[rows], blend)
    return Ranked(rows[None].astype(np.int32), *(column[None] for column in figures))


def _listed(mine: Side, theirs: Side) -> Matrix:
    """What listed columns add to the products of all rows with those of the one party of `mine`."""
    if not theirs.listed.shape[0]:  # a network in which nobody is has columns of its own
        return np.empty((0, mine.listed.shape[0]), dtype=np.float32)
    return np.asarray(theirs.listed @ mine.listed.toarray().T)


def _likeness_to(mine: Side, theirs: Side, listed: Matrix, first: int, end: int) -> Matrix:
    """Best likeness of any row of the one party of `mine` with any row of parties `first` to `end`."""
    bounds = theirs.starts
    start, stop = int(bounds[first]), int(bounds[end]) if end < len(bounds) else len(theirs.full)
    likeness = products(theirs.full[start:stop], figures(mine.full))
    likeness += listed[start:stop]
    best = reduce(np.maximum, likeness.T)
    return np.asarray(np.maximum.reduceat(best, bounds[first:end] - start))


def _best_rows(board: Board, reached: Matrix, k: int) -> Rows:
    """Rows of the k best that no rule forbids, best first, equals by id."""
    if not k:
        return np.empty(0, dtype=np.int64)
    edge = max(np.partition(reached, len(reached) - k)[len(reached) - k], _LEAST)
    better = np.flatnonzero(reached > edge).tolist()
    equal = sorted(np.flatnonzero(reached == edge).tolist(), key=lambda row: board.parties[row].id)
    better.sort(key=lambda row: (-reached[row], board.parties[row].id))
    return np.array((better + equal)[:k], dtype=np.int64)
