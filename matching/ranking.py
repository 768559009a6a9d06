"""The best k partners of each party: exact, in tiles of bounded memory, ties broken by id."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.best import Best, Finds
from matching.board import Board
from matching.centring import Matrix
from matching.nature import Nature
from matching.scoring import (
    EXCLUDED,
    STEPS,
    Blend,
    apart,
    groups_meet,
    least_likeness,
    log_odds,
    most_structure,
    nearness_of_places,
    steps,
    structure,
)
from matching.sides import Rows, Side, figures, products
from matching.tiles import Bench, Tile
from matching.vocabulary import INVESTMENT

TILE = 1024
_TOGETHER = 4  # tiles whose partners are laid out once for all of them
_FEW = 0.03  # up to this share of pairs is looked at one by one
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
        self.benches = Bench(), Bench()

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
        forward = self.benches[0].likeness(mine.needs, theirs.offers, shape)
        backward = self.benches[1].likeness(mine.offers, theirs.needs, shape)
        bars = self._bars(i, mine, j), self._bars(j, theirs, i)
        likely = self._likely(mine, theirs, forward, backward, bars)
        if likely is None:
            self._all(i, mine, j, theirs, forward, backward, bars)
        elif len(likely):
            self._some(i, mine, j, theirs, forward, backward, bars, likely)

    def _bars(self, i: int, tile: Tile, j: int) -> Matrix:
        """What partners from tile j must reach for the parties of `tile`, in its order."""
        return self.best[i].bars(self.lowest[j])[tile.parties - self.bounds[i][0]]

    def _likely(
        self, mine: Tile, theirs: Tile, forward: Matrix, backward: Matrix, bars: tuple[Matrix, Matrix]
    ) -> Rows | None:
        """Flat places of the pairs that may reach a bar, judged by the better direction alone; None where
        they are many or where some pairs cannot be judged so."""
        limits = []
        for tile, bar in zip((mine, theirs), bars, strict=True):
            wanted = bar / STEPS - most_structure(tile.nature, self.purpose, self.blend)
            if wanted.min() <= self.blend.unheard + 0.01 and mine.may_be_unheard_with(theirs):
                return None
            limits.append(least_likeness(wanted, self.blend))
        better = np.maximum(forward, backward)
        likely = better >= limits[0][:, None]
        likely |= better >= limits[1]
        if np.count_nonzero(likely) > _FEW * likely.size:
            return None
        return np.flatnonzero(likely)

    def _some(
        self, i: int, mine: Tile, j: int, theirs: Tile, forward: Matrix, backward: Matrix,
        bars: tuple[Matrix, Matrix], likely: Rows,
    ) -> None:  # fmt: skip
        """Look at some pairs one by one."""
        a, b = np.divmod(likely, len(theirs))
        forward, backward = forward[a, b], backward[a, b]
        me, them = mine.nature.take(a), theirs.nature.take(b)
        reached = steps(forward, backward, structure(me, them, self.purpose, self.blend), self.blend)
        reached[apart(me, them) | (mine.parties[a] == theirs.parties[b])] = EXCLUDED
        self._feed(i, mine, j, theirs, bars, (a, b, reached, forward, backward))

    def _all(
        self, i: int, mine: Tile, j: int, theirs: Tile, forward: Matrix, backward: Matrix,
        bars: tuple[Matrix, Matrix],
    ) -> None:  # fmt: skip
        """Score all pairs of two tiles, then look at those that reach a bar."""
        reached = steps(forward, backward, self._structure(mine.nature, theirs.nature), self.blend)
        if np.isin(mine.nature.traits.owner[mine.nature.traits.owner > 0], theirs.nature.traits.owner).any():
            reached[apart(mine.nature.upright(), theirs.nature)] = EXCLUDED
        if i == j:
            np.fill_diagonal(reached, EXCLUDED)
        near = _near(reached, bars)
        if np.count_nonzero(near) > 2 * self.k * sum(reached.shape):
            bars = np.maximum(bars[0], _kth(reached, self.k)), np.maximum(bars[1], _kth(reached.T, self.k))
            near = _near(reached, bars)
        a, b = np.divmod(np.flatnonzero(near), len(theirs))
        self._feed(i, mine, j, theirs, bars, (a, b, reached[a, b], forward[a, b], backward[a, b]))

    def _structure(self, mine: Nature, theirs: Nature) -> Matrix:
        """What structure adds, worked out once for parties of the same places where nothing else counts."""
        if self.purpose == INVESTMENT:
            return structure(mine.upright(), theirs, self.purpose, self.blend)
        rows, kind = mine.traits.places()
        few = nearness_of_places(mine.take(rows).upright(), theirs, self.blend)
        return np.asarray(few.take(kind, axis=0))

    def _feed(
        self, i: int, mine: Tile, j: int, theirs: Tile, bars: tuple[Matrix, Matrix],
        pairs: tuple[Rows, Rows, Matrix, Matrix, Matrix],
    ) -> None:  # fmt: skip
        a, b, reached, forward, backward = pairs
        me, them = mine.parties[a], theirs.parties[b]
        enters = reached >= bars[0][a]
        self.best[i].add(
            Finds(me - self.bounds[i][0], self.ranks[them], reached, forward, backward).where(enters)
        )
        if i != j:
            enters = reached >= bars[1][b]
            self.best[j].add(
                Finds(them - self.bounds[j][0], self.ranks[me], reached, backward, forward).where(enters)
            )

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


def _near(reached: Matrix, bars: tuple[Matrix, Matrix]) -> NDArray[np.bool_]:
    """Where a pair reaches the bar of either party."""
    return np.asarray((reached >= bars[0][:, None]) | (reached >= bars[1]))


def _kth(reached: Matrix, k: int) -> Matrix:
    """The k-th largest of each row; the least possible where there are fewer."""
    if reached.shape[1] < k:
        return np.full(len(reached), 2 * EXCLUDED, dtype=np.float32)
    return np.asarray(-np.partition(-reached, k - 1, axis=1)[:, k - 1])


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
    for first, end in board.segments():
        some = slice(first, end)
        them = board.nature.take(some)
        if groups_meet(guest.nature, them, purpose):
            forward[some] = _likeness_to(guest.needs, board.offers, first, end)
            backward[some] = _likeness_to(guest.offers, board.needs, first, end)
            extra = structure(guest.nature, them, purpose, blend)
            reached[some] = steps(forward[some], backward[some], extra, blend)
            reached[some][apart(guest.nature, them)] = EXCLUDED
    own = board.row_of(guest.parties[0])
    if own is not None:
        reached[own] = EXCLUDED
    rows = _best_rows(board, reached, min(k, len(board)))
    figures = reached[rows] / STEPS, log_odds(forward[rows], blend), log_odds(backward[rows], blend)
    return Ranked(rows[None].astype(np.int32), *(column[None] for column in figures))


def _likeness_to(mine: Side, theirs: Side, first: int, end: int) -> Matrix:
    """Best likeness of any row of the one party of `mine` with any row of parties `first` to `end`."""
    bounds = theirs.starts
    start, stop = int(bounds[first]), int(bounds[end]) if end < len(bounds) else len(theirs.full)
    likeness = products(theirs.full[start:stop], figures(mine.full))
    likeness += theirs.listed[start:stop] @ mine.listed.toarray().T
    return np.asarray(np.maximum.reduceat(likeness.max(axis=1), bounds[first:end] - start))


def _best_rows(board: Board, reached: Matrix, k: int) -> Rows:
    """Rows of the k best that no rule forbids, best first, equals by id."""
    if not k:
        return np.empty(0, dtype=np.int64)
    edge = max(np.partition(reached, len(reached) - k)[len(reached) - k], _LEAST)
    better = np.flatnonzero(reached > edge).tolist()
    equal = sorted(np.flatnonzero(reached == edge).tolist(), key=lambda row: board.parties[row].id)
    better.sort(key=lambda row: (-reached[row], board.parties[row].id))
    return np.array((better + equal)[:k], dtype=np.int64)
