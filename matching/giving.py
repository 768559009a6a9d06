"""From candidates to lists given out: spread fairly, with spares, and with the figures of the run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matching.board import Board
from matching.centring import Matrix
from matching.lists import Kept, Lists
from matching.ranking import Ranked
from matching.scoring import chances
from matching.settings import PLAUSIBLE
from matching.spread import Fairness, fairness, share_out, with_spares

Capacity = bool | Literal["strict"]
Numbers = NDArray[np.int64]
NOWHERE = -1
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Bar:
    """What a score must reach to be given: a floor, and a share of the best score of its list."""

    floor: float
    worth: float

    def reached(self, scores: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Where scores, a row for each list and the best first, reach the bar."""
        return np.asarray(scores >= np.maximum(self.floor, self.worth * scores[:, :1]))


def give_out(
    board: Board, best: Ranked, bar: Bar, k: int, capacity: Capacity, shown: int | None
) -> tuple[Given, Fairness]:
    """The k partners of every row, of which the first `shown` are spread, and the figures of these.

    `best` holds the candidates of every row; nothing below `bar` is given out, but that who would be shown
    to nobody may enter the list of one that it finds good itself.
    """
    by_id = np.argsort(board.ranks())
    lists = _lists(board, best, bar, by_id)
    parties = [board.parties[row] for row in by_id.tolist()]
    first = k if shown is None else min(shown, k)
    if capacity:
        kept = share_out(lists, [party.capacity for party in parties], first, capacity == "strict")
    else:
        kept = lists.kept(lists.first(first))
    pairs = _Pairs(best, by_id)
    takes = [party.capacity != 0 for party in parties]
    figures = fairness(lists, kept, pairs.total(kept), first, takes, _nearly(best, lists, by_id))
    if first < k:
        kept = with_spares(lists, kept, k, takes if capacity else [True] * len(takes))
    return pairs.given(kept), figures


def _lists(board: Board, best: Ranked, bar: Bar, by_id: Numbers) -> Lists:
    """The candidates at the bar or above, by number in the order of ids."""
    ranks = np.append(board.ranks(), -1)
    scores = chances(best.joined[by_id])
    partners = np.where(bar.reached(scores), ranks[best.rows[by_id]], -1)
    return Lists([board.parties[row].id for row in by_id.tolist()], partners, scores)


def _nearly(best: Ranked, lists: Lists, by_id: Numbers) -> int:
    """How many have a plausible partner, and none at the floor."""
    plausible = (chances(best.joined[by_id, :1]) >= PLAUSIBLE).any(axis=1)
    return int((plausible & ~lists.filled.any(axis=1)).sum())


@dataclass(frozen=True, slots=True)
class Given:
    """Pairs that are given out, those of a party together and the best first: rows on the board and
    log-odds."""

    rows: Numbers
    partners: Numbers
    joined: Matrix
    forward: Matrix
    backward: Matrix


@dataclass(slots=True)
class _Places:
    """Where pairs stand among the candidates: line and place, and whether in the list of the other."""

    lines: Numbers
    places: Numbers
    turned: NDArray[np.bool_]


class _Pairs:
    """The figures of candidate pairs, found in the list of either."""

    def __init__(self, best: Ranked, by_id: Numbers) -> None:
        self._best, self._by_id = best, by_id

    def total(self, kept: Kept) -> float:
        """Sum of the scores of all that is kept."""
        where = self._where(kept)
        return float(chances(self._best.joined[where.lines, where.places]).sum())

    def given(self, kept: Kept) -> Given:
        """What is kept, with its figures; a pair that stands only in the other's list is turned round."""
        where = self._where(kept)
        joined, forward, backward = (
            way[where.lines, where.places]
            for way in (self._best.joined, self._best.forward, self._best.backward)
        )
        ways = np.where(where.turned, backward, forward), np.where(where.turned, forward, backward)
        own = np.repeat(self._by_id, [len(others) for others in kept])
        return Given(own, self._by_id[_flat(kept)], joined, *ways)

    def _where(self, kept: Kept) -> _Places:
        own = np.repeat(self._by_id, [len(others) for others in kept])
        other = self._by_id[_flat(kept)]
        places = self._places(own, other)
        turned = places == NOWHERE
        places[turned] = self._places(other[turned], own[turned])
        return _Places(np.where(turned, other, own), places, turned)

    def _places(self, lines: Numbers, partners: Numbers) -> Numbers:
        """Where in some lists a partner stands."""
        places = np.empty(len(lines), dtype=np.int64)
        for start in range(0, len(lines), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            there = self._best.rows[lines[some]] == partners[some, None]
            places[some] = np.where(there.any(axis=1), there.argmax(axis=1), NOWHERE)
        return places


def _flat(kept: Kept) -> Numbers:
    return np.fromiter(chain.from_iterable(kept), dtype=np.int64)


def best_given(best: Ranked, bar: Bar) -> Given:
    """All candidates at the bar or above."""
    rows, places = np.nonzero((best.rows >= 0) & bar.reached(chances(best.joined)))
    joined, forward, backward = (way[rows, places] for way in (best.joined, best.forward, best.backward))
    return Given(rows, best.rows[rows, places].astype(np.int64), joined, forward, backward)
