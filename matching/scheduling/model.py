"""The problem, or a part of it, as a linear programme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matching.scheduling.aim import Aim
from matching.scheduling.board import Board, Flags, Floats, Ints
from matching.scheduling.rows import Rows
from matching.scheduling.state import State

PAIRS, LIMITS, TABLES, RESTS, OTHERS = range(1, 6)
"""The sorts of rows beside those of a person in a slot (0)."""


@dataclass(frozen=True)
class Model:
    """Maximise `gain` @ x while `matrix` @ x <= `most` and 0 <= x <= 1.

    The first columns are meetings, each a pair in a slot (`pairs`, `slots`); the columns after them say of a
    person that it has a meeting at all. `sorts` says of each row what it is about.
    """

    pairs: Ints
    slots: Ints
    gain: Floats
    matrix: csr_array
    most: Floats
    sorts: Ints


@dataclass(frozen=True)
class _Kept:
    """What stays while some meetings are made anew."""

    meets: Flags  # of pairs
    busy: Flags  # people, slots
    count: Ints  # of people
    room: Ints  # pools, slots
    changes: int


def make_model(state: State, aim: Aim, freed: Flags, wanted: Flags | None = None) -> Model:
    """The problem while all meetings stay but those of freed pairs; locked ones stay in any case.

    Freed pairs, and those that do not meet, may be put wherever there is room; `wanted` (pairs, slots; or
    one column for all slots) leaves out all other places.
    """
    board, kept = state.board, _kept(state, aim, freed)
    free = board.allowed if wanted is None else board.allowed & wanted
    idle = np.flatnonzero(~kept.meets & (board.locked == -1))
    rows_of, slots = np.nonzero(free[idle])
    pairs = idle[rows_of]
    open_to = ~kept.busy & (kept.count < board.limits)[:, None]
    able = open_to[board.first[pairs], slots] & open_to[board.second[pairs], slots]
    able &= kept.room[board.pool[pairs], slots] > 0
    pairs, slots = pairs[able], slots[able]
    gain = aim.base[pairs] + np.where(aim.standing[pairs] == slots, aim.bonus, 0.0)
    rows = Rows()
    people = np.concatenate([board.first[pairs], board.second[pairs]])
    both, columns = np.tile(slots, 2), np.tile(np.arange(len(pairs)), 2)
    rows.add(people * board.slots + both, columns, np.ones(board.there.size))
    rows.add_where_many(pairs, np.arange(len(pairs)), np.ones(len(board.value)), PAIRS)
    _add_limits(rows, board, kept, people, both)
    _add_tables(rows, board, kept, pairs, slots)
    _add_windows(rows, board, kept, people, both, columns)
    if aim.most is not None:
        change = aim.new[pairs].astype(np.float64) - (aim.standing[pairs] == slots)
        rows.add_one(np.arange(len(pairs)), change, aim.most - kept.changes, OTHERS)
    first = _add_first_meetings(rows, aim, kept, people, columns, len(pairs))
    matrix, most = rows.matrix(len(pairs) + len(first))
    return Model(pairs, slots, np.concatenate([gain, first]), matrix, most, rows.sorts())


def _kept(state: State, aim: Aim, freed: Flags) -> _Kept:
    board = state.board
    slot_of = np.array(state.slot_of, dtype=np.int64)
    meets = (slot_of >= 0) & (~freed | (board.locked >= 0))
    pairs = np.flatnonzero(meets)
    busy = ~board.there
    count = np.zeros(board.people, dtype=np.int64)
    for ends in (board.first, board.second):
        busy[ends[pairs], slot_of[pairs]] = True
        np.add.at(count, ends[pairs], 1)
    room = board.room.copy()
    np.subtract.at(room, (board.pool[pairs], slot_of[pairs]), 1)
    changes = int((aim.standing >= 0).sum())
    changes += int(aim.new[pairs].sum()) - int((aim.standing[pairs] == slot_of[pairs]).sum())
    return _Kept(meets, busy, count, room, changes)


def _add_limits(rows: Rows, board: Board, kept: _Kept, people: Ints, slots: Ints) -> None:
    """The limits of those who may have fewer meetings than there are slots left for them."""
    left = board.limits - kept.count
    places = np.zeros(board.there.shape, dtype=np.bool_)
    places[people, slots] = True
    bound = np.flatnonzero((left < places.sum(axis=1))[people])
    rows.add(people[bound], np.tile(np.arange(len(people) // 2), 2)[bound], left.astype(np.float64), LIMITS)


def _add_tables(rows: Rows, board: Board, kept: _Kept, pairs: Ints, slots: Ints) -> None:
    """The tables of those pools and slots where more meetings are possible than there are tables."""
    keys = board.pool[pairs] * board.slots + slots
    places = np.zeros((board.room.size, board.people), dtype=np.bool_)
    places[keys, board.first[pairs]] = places[keys, board.second[pairs]] = True
    room = np.where(places.sum(axis=1) // 2 > kept.room.ravel(), kept.room.ravel(), np.inf)
    rows.add_where_many(keys, np.arange(len(pairs)), room, TABLES)


def _add_windows(rows: Rows, board: Board, kept: _Kept, people: Ints, slots: Ints, columns: Ints) -> None:
    """Rest and meetings in a row of those who have such limits."""
    for person, windows in enumerate(board.windows):
        mine = np.flatnonzero(people == person) if windows else np.empty(0, dtype=np.int64)
        if not len(mine):
            continue
        met = kept.busy[person] & board.there[person]
        for length, most in windows:
            for start in range(max(1, board.slots - length + 1)):
                left = most - int(met[start : start + length].sum())
                within = mine[(slots[mine] >= start) & (slots[mine] < start + length)]
                if len(np.unique(slots[within])) > left:
                    rows.add_one(columns[within], np.ones(len(within)), max(left, 0), RESTS)


def _add_first_meetings(rows: Rows, aim: Aim, kept: _Kept, people: Ints, columns: Ints, width: int) -> Floats:
    """A column for each person without a meeting so far whose first one is worth something."""
    waiting = np.intersect1d(np.flatnonzero((kept.count == 0) & (aim.fairness > 0)), people)
    for place, person in enumerate(waiting.tolist()):
        mine = columns[people == person]
        rows.add_one(np.append(mine, width + place), np.append(-np.ones(len(mine)), 1.0), 0.0, OTHERS)
    return aim.fairness[waiting]
