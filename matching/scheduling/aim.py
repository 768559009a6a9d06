"""What is made as large as possible: values, less the price of changes, more for who else had nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from matching.scheduling.board import Board, Flags, Floats, Ints
from matching.scheduling.state import State


@dataclass(frozen=True)
class Aim:
    """The worth of each meeting in each slot, and the limit on changes.

    `base` is the worth of a pair wherever it meets, `standing` the slot in which it stood and can still
    stand (or -1), `bonus` what staying there adds, `new` whether meeting at all is a change, `most` the
    largest number of changes or None. `fairness` is the worth of a first meeting of each person.
    """

    base: Floats
    standing: Ints
    bonus: float
    new: Flags
    most: int | None
    fairness: Floats

    def gain(self, pair: int, slot: int) -> float:
        """What a meeting of the pair in this slot adds."""
        return float(self.base[pair]) + (self.bonus if self.standing[pair] == slot else 0.0)

    def change(self, pair: int, slot: int) -> int:
        """What a meeting of the pair in this slot adds to the changes, counted from an empty day."""
        return int(self.new[pair]) - int(self.standing[pair] == slot)

    def changes(self, state: State) -> int:
        """How many changes a timetable makes."""
        there = int((self.standing >= 0).sum())
        return there + sum(self.change(pair, slot) for pair, slot in state.meetings())

    def worth(self, state: State) -> float:
        """All that a timetable is worth."""
        met = math.fsum(self.gain(pair, slot) for pair, slot in state.meetings())
        return met + float(self.fairness[np.array(state.count, dtype=np.int64) > 0].sum())


def make_aim(board: Board, standing: Ints) -> Aim:
    """The aim of a board on which these pairs can stay in the slots in which they stood before."""
    problem = board.problem
    price = problem.stability.price if problem.previous else 0.0
    new = (board.before == -1) & (board.locked == -1) & bool(problem.previous)
    return Aim(
        base=board.value - np.where(new, price, 0.0),
        standing=standing,
        bonus=price,
        new=new,
        most=problem.stability.most if problem.previous else None,
        fairness=np.where(board.wished, problem.fairness, 0.0),
    )
