"""A timetable in arrays, for very many small changes: what it would cost to seat somebody in a slot."""

from __future__ import annotations

import math

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.board import Floats, Ints
from matching.scheduling.state import State

NEVER = 1e6
"""More than any meeting is worth."""


class Floor:
    """A timetable whose meetings give way at once when others take their places.

    `cost` (people, slots) is the worth of the meeting that would give way if the person met somebody else in
    the slot: 0 where it is free, `NEVER` where it cannot. What a pair is worth here (`worth`) is what it is
    worth by the aim less the prices of scarce places (`reprice`). `first` is what a first meeting of a person
    adds. `tight` says whether anybody may have fewer meetings than slots.
    """

    def __init__(self, state: State, aim: Aim) -> None:
        self.state, self.aim, self.board = state, aim, state.board
        board = state.board
        self.ends, self.pool = state.ends, state.pool
        self.room: list[list[int]] = board.room.tolist()
        self.limits: list[int] = board.limits.tolist()
        self.base: list[float] = aim.base.tolist()
        self.standing: list[int] = aim.standing.tolist()
        self.fairness: list[float] = aim.fairness.tolist()
        self.fixed = [place >= 0 for place in board.locked.tolist()]
        self.with_whom = [[-1] * board.slots for _ in range(board.people)]
        self.in_slot: list[set[int]] = [set() for _ in range(board.slots)]
        self.used = [[0] * board.slots for _ in self.room]
        self.count = [0] * board.people
        self.bound_by_rest = [bool(windows) for windows in board.windows]
        self.cost: Floats = np.where(board.there, 0.0, NEVER)
        self.worth: list[float] = list(self.base)
        self.first: Floats = aim.fairness.copy()
        self.tight = bool((board.limits < board.there.sum(axis=1)).any())
        for pair, slot in state.meetings():
            self.put(pair, slot)

    def put(self, pair: int, slot: int) -> None:
        """Seat a pair; its people and its table must be free."""
        one, other = self.ends[pair]
        for person in (one, other):
            self.with_whom[person][slot] = pair
            self.count[person] += 1
            self.first[person] = 0.0
        self._charge(pair, slot)
        self.used[self.pool[pair]][slot] += 1
        self.in_slot[slot].add(pair)
        self._see_to_rest(one, other)

    def take(self, pair: int, slot: int) -> None:
        """Take a pair out."""
        one, other = self.ends[pair]
        for person in (one, other):
            self.with_whom[person][slot] = -1
            self.count[person] -= 1
            self.cost[person, slot] = 0.0
            if not self.count[person]:
                self.first[person] = self.fairness[person]
        self.used[self.pool[pair]][slot] -= 1
        self.in_slot[slot].discard(pair)
        self._see_to_rest(one, other)

    def worth_in(self, pair: int, slot: int) -> float:
        """What the meeting is worth here."""
        return self.worth[pair] + (self.aim.bonus if self.standing[pair] == slot else 0.0)

    def reprice(self, prices: Floats) -> None:
        """Take a price off the worth of each pair."""
        self.worth = (self.aim.base - prices).tolist()
        for slot, pairs in enumerate(self.in_slot):
            for pair in pairs:
                self._charge(pair, slot)

    def cheapest(self, pairs: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The meeting (pair, slot) that is worth least of those that are not locked."""
        able = [one for one in pairs if not self.fixed[one[0]]]
        return min(able, key=lambda one: (self.worth_in(*one), one), default=None)

    def day(self, person: int) -> list[tuple[int, int]]:
        """The meetings of a person as (pair, slot)."""
        return [(pair, slot) for slot, pair in enumerate(self.with_whom[person]) if pair >= 0]

    def at_tables(self, pool: int, slot: int) -> list[tuple[int, int]]:
        """The meetings at the tables of a pool in a slot."""
        return [(pair, slot) for pair in self.in_slot[slot] if self.pool[pair] == pool]

    def total(self) -> float:
        """What the timetable is worth by its aim."""
        met = math.fsum(
            self.base[pair] + (self.aim.bonus if self.standing[pair] == slot else 0.0)
            for slot, pairs in enumerate(self.in_slot)
            for pair in pairs
        )
        return met + math.fsum(worth for worth, count in zip(self.fairness, self.count, strict=True) if count)

    def meetings(self) -> Ints:
        """The slot of each pair, or -1."""
        slot_of = np.full(len(self.base), -1, dtype=np.int64)
        for slot, pairs in enumerate(self.in_slot):
            slot_of[list(pairs)] = slot
        return slot_of

    def _charge(self, pair: int, slot: int) -> None:
        """What it costs to take a side out of a meeting: its worth, more if it is the other's only one."""
        worth, ends = self.worth_in(pair, slot), self.ends[pair]
        for person, other in (ends, ends[::-1]):
            only = self.fairness[other] if self.count[other] == 1 else 0.0
            self.cost[person, slot] = NEVER if self.fixed[pair] else worth + only

    def _see_to_rest(self, *people: int) -> None:
        """Close the free slots that the rest of a person forbids, and open the others."""
        for person in people:
            if self.bound_by_rest[person]:
                day, closed = self.with_whom[person], 0
                for length, most in self.board.windows[person]:
                    closed |= self.state.too_dense(day, length, most)
                for slot, pair in enumerate(day):
                    if pair < 0:
                        shut = closed >> slot & 1 or not self.board.there[person, slot]
                        self.cost[person, slot] = NEVER if shut else 0.0
