"""The problem in numbers: people, slots, pairs and tables by their places in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.scheduling.problem import Candidate, Person, Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Pair = tuple[int, int]
_MANY = 2**31  # no room has more tables; sums of so many still fit an integer
Window = tuple[int, int]
"""In so many slots that follow each other (first) at most so many meetings (second)."""


@dataclass(frozen=True)
class Board:
    """The problem in numbers.

    A pair has its people (`first`, `second`), a `value`, the pool of tables it draws on (`pool`: 0 is the
    tables free for all, each home table is a pool of its own) and the slot it is locked to, or -1.
    `allowed` says in which slots both are there and a table may be: (pairs, slots). `there` is (people,
    slots); `limits` counts meetings; `room` is the tables of each pool: (pools, slots). `before` is the slot
    of the pair in the previous plan, or -1. `wished` are people who wished for a meeting.
    """

    problem: Problem
    places: dict[str, int]
    there: Flags
    limits: Ints
    windows: tuple[tuple[Window, ...], ...]
    first: Ints
    second: Ints
    value: Floats
    pool: Ints
    locked: Ints
    before: Ints
    allowed: Flags
    room: Ints
    homes: tuple[int, ...]
    wished: Flags
    pairs: dict[Pair, int]

    @property
    def slots(self) -> int:
        """How many slots there are."""
        return len(self.problem.slots)

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.problem.people)

    def pair(self, one: str, other: str) -> int | None:
        """The place of a pair, in whichever order its people are named; None if it may not meet."""
        return self.pairs.get(_key(self.places[one], self.places[other]))


def make_board(problem: Problem) -> Board:
    """The board of a checked problem; pairs in which a side said no are not on it."""
    places = {person.id: place for place, person in enumerate(problem.people)}
    slot_places = {slot: place for place, slot in enumerate(problem.slots)}
    there = _presence(problem, slot_places)
    ends, worth = _pairs(problem, places)
    pairs = {_key(*pair): place for place, pair in enumerate(ends)}
    first, second = (np.array([pair[side] for pair in ends], dtype=np.int64) for side in (0, 1))
    homes = tuple(sorted({person.table for person in problem.people if person.table is not None}))
    room = _room(problem, homes)
    pool = _pools(problem, homes, first, second)
    locked = np.full(len(ends), -1, dtype=np.int64)
    for lock in problem.locks:
        place = pairs[_key(places[lock.first], places[lock.second])]
        locked[place] = slot_places[lock.slot]
        if lock.table is not None:
            pool[place] = _pool_of(lock.table, homes)
    before = np.full(len(ends), -1, dtype=np.int64)
    for meeting in problem.previous:
        standing = _standing(meeting.first, meeting.second, places, pairs)
        if standing is not None and meeting.slot in slot_places:
            before[standing] = slot_places[meeting.slot]
    allowed = there[first] & there[second] & (room[pool] > 0) & _only_locked(locked, len(problem.slots))
    most = len(problem.slots)
    limits = [most if person.most is None else min(person.most, most) for person in problem.people]
    return Board(
        problem, places, there, np.minimum(np.array(limits, dtype=np.int64), there.sum(axis=1)),
        tuple(windows_of(person) for person in problem.people), first, second,
        np.array(worth, dtype=np.float64), pool, locked, before, allowed, room, homes,
        _wished(problem, places, first, second), pairs,
    )  # fmt: skip


def windows_of(person: Person) -> tuple[Window, ...]:
    """The rest between meetings and the meetings in a row, as limits on windows of slots."""
    found = [(person.rest + 1, 1)] if person.rest else []
    if person.in_a_row is not None:
        found.append((person.in_a_row + 1, person.in_a_row))
    return tuple(found)


def _key(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _standing(one: str, other: str, places: dict[str, int], pairs: dict[Pair, int]) -> int | None:
    if one not in places or other not in places:
        return None
    return pairs.get(_key(places[one], places[other]))


def _presence(problem: Problem, slot_places: dict[int, int]) -> Flags:
    there = np.zeros((len(problem.people), len(problem.slots)), dtype=np.bool_)
    for place, person in enumerate(problem.people):
        there[place, [slot_places[slot] for slot in person.slots]] = True
    return there


def _pairs(problem: Problem, places: dict[str, int]) -> tuple[list[Pair], list[float]]:
    """The people of each pair and its value; a locked pair need not be a candidate."""
    found: dict[Pair, tuple[Pair, float]] = {}
    for candidate in problem.candidates:
        if not said_no(candidate):
            pair = places[candidate.first], places[candidate.second]
            found[_key(*pair)] = pair, problem.value(candidate)
    for lock in problem.locks:
        pair = places[lock.first], places[lock.second]
        found.setdefault(_key(*pair), (pair, 0.0))
    return [pair for pair, _ in found.values()], [value for _, value in found.values()]


def said_no(candidate: Candidate) -> bool:
    """Whether a side said no."""
    return "no" in (candidate.first_wishes, candidate.second_wishes)


def _wished(problem: Problem, places: dict[str, int], first: Ints, second: Ints) -> Flags:
    """Who asked for somebody; where nobody states any wish, all who have candidates."""
    wished = np.zeros(len(problem.people), dtype=np.bool_)
    for candidate in problem.candidates:
        for person, wish in (
            (candidate.first, candidate.first_wishes), (candidate.second, candidate.second_wishes),
        ):  # fmt: skip
            wished[places[person]] |= wish in ("must", "would")
    if not wished.any():
        wished[first] = wished[second] = True
    return wished


def _pool_of(table: int | None, homes: tuple[int, ...]) -> int:
    return homes.index(table) + 1 if table in homes else 0


def _pools(problem: Problem, homes: tuple[int, ...], first: Ints, second: Ints) -> Ints:
    """The pool of each pair; where both have a home table, the lower number of the two."""
    own = np.array([_pool_of(person.table, homes) for person in problem.people], dtype=np.int64)
    one, other = own[first], own[second]
    return np.where((one == 0) | (other == 0), one + other, np.minimum(one, other))


def _room(problem: Problem, homes: tuple[int, ...]) -> Ints:
    """Tables of each pool in each slot; a home table is one table, where there are so many."""
    count = np.array([min(problem.tables_in(slot), _MANY) for slot in problem.slots], dtype=np.int64)
    own = np.array([[home <= tables for tables in count] for home in homes], dtype=np.int64)
    own = own.reshape(len(homes), len(count))
    return np.concatenate([(count - own.sum(axis=0))[None, :], own])


def _only_locked(locked: Ints, slots: int) -> Flags:
    only: Flags = (locked[:, None] == -1) | (locked[:, None] == np.arange(slots)[None, :])
    return only
