"""What is asked of the scheduler: people, slots, tables, pairs, wishes, what is fixed, what stood before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Wish = Literal["must", "would", "no"]
WISHES: Final[tuple[Wish, ...]] = ("must", "would", "no")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be given meetings.

    `slots` are the numbers of the slots in which the person is there; `most` is the largest number of
    meetings, `rest` the number of slots that stay free between two meetings, `in_a_row` the largest number
    of meetings without a free slot between them. With a `table` all meetings of the person are at that table,
    and nobody else is given it.
    """

    id: str
    slots: frozenset[int]
    most: int | None = None
    rest: int = 0
    in_a_row: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may meet, once: its mutual score from 0 to 1 and what each side wishes of the other."""

    first: str
    second: str
    score: float
    first_wishes: Wish | None = None
    second_wishes: Wish | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people at one table in one slot; tables are numbered from 1.

    In the `previous` plan of a problem the table may be unknown (None).
    """

    slot: int
    table: int | None
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Lock:
    """A meeting that is fixed: the pair meets in this slot, and at this table where one is named."""

    first: str
    second: str
    slot: int
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What a wish of one side adds to the score of a pair.

    A meeting that gives way to another seldom takes more than three ordinary ones with it, each worth two at
    most, so a "must" of ten goes before all that is no "must".
    """

    must: float = 10.0
    would: float = 0.5


@dataclass(frozen=True, slots=True)
class Stability:
    """How much of the previous plan stays: at most `most` changes, and a `price` for each.

    A change is a meeting that is dropped, moved to another slot, or new. What can no longer stand (somebody
    is gone, a lock is in the way, tables are fewer) is no change in this sense, nor are new locks.
    """

    most: int | None = None
    price: float = 0.05


@dataclass(frozen=True, slots=True)
class Problem:
    """A timetable to be made.

    `slots` are numbers in the order of the day; `tables` is how many there are, or how many in each slot.
    `fairness` is what one more person with a meeting is worth, among those who wished for one: about so much
    of the total is given up for it at most.
    """

    people: tuple[Person, ...]
    slots: tuple[int, ...]
    tables: int | Mapping[int, int]
    candidates: tuple[Candidate, ...]
    locks: tuple[Lock, ...] = ()
    previous: tuple[Meeting, ...] = ()
    weights: Weights = field(default_factory=Weights)
    stability: Stability = field(default_factory=Stability)
    fairness: float = 0.5

    def tables_in(self, slot: int) -> int:
        """How many tables there are in a slot; none where a mapping does not name it."""
        return self.tables if isinstance(self.tables, int) else self.tables.get(slot, 0)

    def value(self, candidate: Candidate) -> float:
        """What a meeting of the pair adds to the total; 0 where a side said no."""
        wishes = (candidate.first_wishes, candidate.second_wishes)
        if "no" in wishes:
            return 0.0
        worth = {"must": self.weights.must, "would": self.weights.would}
        return candidate.score + sum(worth.get(wish or "", 0.0) for wish in wishes)
