"""A timetable in the making: who sits with whom in which slot, and what is still free."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from matching.scheduling.board import Board


class State:
    """A timetable that never clashes: `put` and `take` keep what is free up to date.

    `slot_of` is the slot of each pair, or -1, `in_slot` the pairs of each slot, `with_whom` the pair of a
    person in a slot, or -1. Sets of slots are bits of an integer: `busy` are those in which a person has a
    meeting, `open_to` those in which it can still be given one, `pool_open` those in which a pool has a table
    left.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.slot_of = [-1] * len(board.value)
        self.with_whom = [[-1] * board.slots for _ in range(board.people)]
        self.busy = [0] * board.people
        self.count = [0] * board.people
        self.in_slot: list[set[int]] = [set() for _ in range(board.slots)]
        self.used = [[0] * board.slots for _ in range(len(board.room))]
        self.there = [_bits(row) for row in board.there.tolist()]
        self.allowed = [_bits(row) for row in board.allowed.tolist()]
        self.limits: list[int] = board.limits.tolist()
        self.locked: list[int] = board.locked.tolist()
        self.room: list[list[int]] = board.room.tolist()
        self.open_to = [self._open_to(person) for person in range(board.people)]
        self.pool_open = [_bits([tables > 0 for tables in row]) for row in board.room.tolist()]
        self.ends = list(zip(board.first.tolist(), board.second.tolist(), strict=True))
        self.pool = board.pool.tolist()
        self.value = board.value.tolist()

    def fits(self, pair: int) -> int:
        """The slots, as bits, in which the pair could be put now."""
        one, other = self.ends[pair]
        return (
            self.allowed[pair] & self.open_to[one] & self.open_to[other] & self.pool_open[self.pool[pair]]
            if self.slot_of[pair] < 0
            else 0
        )

    def put(self, pair: int, slot: int) -> None:
        """Give the pair this slot; it must fit."""
        self._change(pair, slot, pair, 1)
        self.slot_of[pair] = slot
        self.in_slot[slot].add(pair)

    def take(self, pair: int) -> int:
        """Take the pair out of the timetable; the slot that it leaves."""
        slot = self.slot_of[pair]
        self._change(pair, slot, -1, -1)
        self.slot_of[pair] = -1
        self.in_slot[slot].discard(pair)
        return slot

    def meetings(self) -> Iterator[tuple[int, int]]:
        """Pair and slot of every meeting."""
        return ((pair, slot) for slot, pairs in enumerate(self.in_slot) for pair in sorted(pairs))

    def total(self) -> float:
        """The sum of the values of all meetings."""
        return math.fsum(self.value[pair] for pair, _ in self.meetings())

    def become(self, slot_of: Sequence[int]) -> None:
        """Take over the meetings of another timetable of the same board: the slot of each pair, or -1."""
        moved = [pair for pair, slot in enumerate(slot_of) if slot != self.slot_of[pair]]
        for pair in moved:
            if self.slot_of[pair] >= 0:
                self.take(pair)
        for pair in moved:
            if slot_of[pair] >= 0:
                self.put(pair, slot_of[pair])

    def _change(self, pair: int, slot: int, mark: int, step: int) -> None:
        for person in self.ends[pair]:
            self.with_whom[person][slot] = mark
            self.busy[person] ^= 1 << slot
            self.count[person] += step
            self.open_to[person] = self._open_to(person)
        pool = self.pool[pair]
        self.used[pool][slot] += step
        if self.used[pool][slot] < self.room[pool][slot]:
            self.pool_open[pool] |= 1 << slot
        else:
            self.pool_open[pool] &= ~(1 << slot)

    def _open_to(self, person: int) -> int:
        if self.count[person] >= self.limits[person]:
            return 0
        free = self.there[person] & ~self.busy[person]
        for length, most in self.board.windows[person]:
            free &= ~self.too_dense(self.with_whom[person], length, most)
        return free

    @staticmethod
    def too_dense(day: list[int], length: int, most: int) -> int:
        """Slots in which one more meeting would be too many for some window of so many slots."""
        closed = 0
        for start in range(max(1, len(day) - length + 1)):
            window = range(start, min(start + length, len(day)))
            if sum(1 for slot in window if day[slot] >= 0) >= most:
                closed |= _bits([slot in window for slot in range(len(day))])
        return closed


def _bits(flags: list[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def slots_in(bits: int) -> Iterator[int]:
    """The slots of a set given as bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
