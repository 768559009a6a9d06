"""Which meetings go together, agreed by messages between meetings and limits (max-sum belief propagation).

Each limit (a slot of a person, a pair, the tables of a slot, a rest) tells each of its meetings what it
displaces: the best of the others that would have to go. What a meeting is worth less all that it is told is
its belief; those believed in above zero fit together once the messages have settled. As many timetables are
equally good, a growing share of each belief is added to the worth (reinforcement), which makes them decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matching.scheduling.board import Floats, Ints


@dataclass
class _Limits:
    """Limits of one sort: `cells` are the meetings of each, one limit after the other, from `starts` on.

    Of them `most` can be held. `messages` go to each of these cells, `told` is their sum for each meeting.
    """

    cells: Ints
    starts: Ints
    limit_of: Ints
    most: Ints
    messages: Floats
    told: Floats

    def hear(self, belief: Floats, inertia: float) -> None:
        """Answer to beliefs, each without what the limit itself told; a share of the old answer stays."""
        hopes = belief[self.cells] + self.messages
        displaced = self._of_one(hopes) if self.most.max() == 1 else self._of_many(hopes)
        self.messages = inertia * self.messages + (1 - inertia) * np.maximum(displaced, 0.0)
        self.told = np.bincount(self.cells, self.messages, len(self.told)).astype(np.float64)

    def _of_one(self, hopes: Floats) -> Floats:
        best: Floats = np.maximum.reduceat(hopes, self.starts)[self.limit_of]
        is_best = hopes == best
        second: Floats = np.maximum.reduceat(np.where(is_best, -np.inf, hopes), self.starts)
        displaced: Floats = np.where(is_best, second[self.limit_of], best)
        return displaced

    def _of_many(self, hopes: Floats) -> Floats:
        ordered = hopes[np.lexsort((-hopes, self.limit_of))]
        last_in = ordered[self.starts + self.most - 1][self.limit_of]
        first_out = ordered[self.starts + self.most][self.limit_of]
        displaced: Floats = np.where(hopes >= last_in, first_out, last_in)
        return displaced


class Messages:
    """Messages about meetings of so much worth: `matrix` @ x <= `most`, with ones in it, and at least 1.

    Limits of one sort answer at once, sort after sort.
    """

    def __init__(self, worth: Floats, matrix: csr_array, most: Floats, sorts: Ints) -> None:
        self.worth, self.belief = worth, np.zeros(len(worth))
        binding = np.diff(matrix.indptr) > most
        self._limits = [
            _limits(matrix[rows], most[rows])
            for sort in np.unique(sorts)
            if len(rows := np.flatnonzero(binding & (sorts == sort)))
        ]

    def exchange(self, share: float, inertia: float) -> None:
        """One round, in which this share of each belief is added to its worth."""
        belief = self.worth + share * self.belief
        for limits in self._limits:
            belief -= limits.told
        for limits in self._limits:
            before = limits.told
            limits.hear(belief, inertia)
            belief += before - limits.told
        self.belief = belief


def _limits(matrix: csr_array, most: Floats) -> _Limits:
    limit_of = np.repeat(np.arange(len(most)), np.diff(matrix.indptr))
    starts, cells = matrix.indptr[:-1].astype(np.int64), matrix.indices.astype(np.int64)
    nothing = np.zeros(matrix.shape[1])
    return _Limits(cells, starts, limit_of, most.astype(np.int64), np.zeros(len(cells)), nothing)
