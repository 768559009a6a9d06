"""What a timetable is made from, and what comes back, in numbers of the store; knows no engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MUST, WOULD = 10.0, 0.5  # what a wish of one side adds to the mutual score of a pair
FIT = 0.4  # from this score on profiles alone bring two together: below it the engine suggests nobody either


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pair of registrations in the order of their numbers: mutual score, and what each side wishes."""

    first: int
    second: int
    score: float
    first_wish: str = ""
    second_wish: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A meeting: slot, table, and both registrations in the order of their numbers."""

    slot: int
    table: int
    first: int
    second: int
    value: float = 0.0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Who takes part and when, the slots and tables in their order, pairs, what is fixed, what stood before.

    `people` holds for each registration the slots with time and the most meetings. `changes` is the largest
    number of changes to what stood before, None for any. In slots that are `closed`, since they have begun,
    only what is locked there takes place. `gone` is what was locked of people who take no part any more.
    """

    people: dict[int, tuple[frozenset[int], int]]
    slots: tuple[int, ...]
    tables: tuple[int, ...]
    pairs: tuple[Wanted, ...]
    before: tuple[Placed, ...] = ()
    changes: int | None = None
    closed: frozenset[int] = frozenset()
    gone: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A timetable, how good it is, and by person why places are empty and wishes unmet.

    `empty` holds rows [slots, code, facts]; `unmet` rows [partner, wish, code, facts], both by registration.
    `released` holds rows [one side, other side, slot, code]: what was locked and could not be kept.
    """

    meetings: tuple[Placed, ...]
    value: float
    bound: float
    seconds: float
    empty: dict[int, list[list[Any]]] = field(default_factory=dict)
    unmet: dict[int, list[list[Any]]] = field(default_factory=dict)
    released: list[list[Any]] = field(default_factory=list)
