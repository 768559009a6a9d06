"""Putting one meeting in where others must give way for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.board import Floats
from matching.scheduling.greedy import fill
from matching.scheduling.state import State

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Swap:
    """A pair put into a slot for meetings that give way (pair, slot).

    `gives_way` is what these are worth, `gain` what the swap adds to all that the timetable is worth, and
    `changes` what it adds to the changes.
    """

    pair: int
    slot: int
    away: tuple[tuple[int, int], ...]
    gives_way: float
    gain: float
    changes: int


def swap(state: State, aim: Aim, pair: int, slot: int) -> Swap | None:
    """What would give way if the pair, which does not meet, met in this slot; None where it cannot."""
    away: list[tuple[int, int]] = []
    possible = _make_way(state, aim, pair, slot, away)
    gives_way = sum(aim.gain(*one) for one in away)
    people = {person for one, _ in [*away, (pair, slot)] for person in state.ends[one]}
    left = sum(float(aim.fairness[person]) for person in people if state.count[person] == 0)
    left -= sum(float(aim.fairness[person]) for person in state.ends[pair] if state.count[person] == 0)
    for one, where in away:
        state.put(one, where)
    left -= sum(float(aim.fairness[person]) for person in people if state.count[person] == 0)
    if not possible:
        return None
    changes = aim.change(pair, slot) - sum(aim.change(*one) for one in away)
    return Swap(pair, slot, tuple(away), gives_way, aim.gain(pair, slot) - gives_way - left, changes)


def _make_way(state: State, aim: Aim, pair: int, slot: int, away: list[tuple[int, int]]) -> bool:
    """Take out what stands in the way, the least valuable first where there is a choice."""
    if not state.allowed[pair] >> slot & 1:
        return False
    for person in state.ends[pair]:
        _take(state, [state.with_whom[person][slot]], aim, away)
    for person in state.ends[pair]:
        while not state.open_to[person] >> slot & 1:
            if not _take(state, _in_the_way(state, person, slot), aim, away):
                return False
    pool = state.pool[pair]
    if not state.pool_open[pool] >> slot & 1:
        return _take(state, [one for one in state.in_slot[slot] if state.pool[one] == pool], aim, away)
    return True


def _in_the_way(state: State, person: int, slot: int) -> list[int]:
    """Meetings of a person one of which must go: any where its limit is reached, else those near the slot."""
    day = state.with_whom[person]
    if state.count[person] >= state.limits[person]:
        return day
    reach = max((length for length, _ in state.board.windows[person]), default=0)
    return day[max(0, slot - reach + 1) : slot + reach]


def _take(state: State, pairs: list[int], aim: Aim, away: list[tuple[int, int]]) -> bool:
    """Take the least valuable of these pairs out, but none that is locked; whether there was one."""
    able = [pair for pair in pairs if pair >= 0 and state.locked[pair] == -1]
    if able:
        least = min(able, key=lambda pair: (aim.gain(pair, state.slot_of[pair]), pair))
        away.append((least, state.take(least)))
    return bool(able)


def settle(state: State, aim: Aim) -> None:
    """Swap and fill until no single meeting can be put in with a gain."""
    fill(state, aim)
    while _swap_once(state, aim):
        fill(state, aim)


def _swap_once(state: State, aim: Aim) -> bool:
    """Do every swap that gains, the most promising first; whether there was one."""
    hope = _hopes(state, aim)
    pairs, slots = np.nonzero(hope > TOLERANCE)
    order = np.lexsort((slots, pairs, -hope[pairs, slots]))
    done = False
    for pair, slot in zip(pairs[order].tolist(), slots[order].tolist(), strict=True):
        if state.slot_of[pair] >= 0:
            continue
        found = swap(state, aim, pair, slot)
        if found and found.gain > TOLERANCE and _within(state, aim, found.changes):
            for one, _ in found.away:
                state.take(one)
            state.put(pair, slot)
            done = True
    return done


def _within(state: State, aim: Aim, changes: int) -> bool:
    return aim.most is None or changes <= 0 or aim.changes(state) + changes <= aim.most


def _hopes(state: State, aim: Aim) -> Floats:
    """At most what each pair could gain in each slot: (pairs, slots); below zero where there is no hope."""
    board = state.board
    busy: Floats = np.zeros(board.there.shape)
    for pair, slot in state.meetings():
        for person in state.ends[pair]:
            busy[person, slot] = aim.gain(pair, slot)
    first = np.where(np.array(state.count) == 0, aim.fairness, 0.0)
    slots = np.arange(board.slots)[None, :]
    gain = aim.base[:, None] + np.where(aim.standing[:, None] == slots, aim.bonus, 0.0)
    gain = gain - busy[board.first] - busy[board.second] + (first[board.first] + first[board.second])[:, None]
    full = board.room - np.array(state.used, dtype=np.int64).reshape(board.room.shape) <= 0
    alone = (busy[board.first] == 0) & (busy[board.second] == 0)
    gain -= np.where(alone & full[board.pool], least_at_tables(state, aim)[board.pool], 0.0)
    idle = (np.array(state.slot_of, dtype=np.int64) == -1)[:, None]
    return np.where(board.allowed & idle, gain, -1.0)


def least_at_tables(state: State, aim: Aim) -> Floats:
    """What the least meeting of each pool is worth in each slot: (pools, slots)."""
    least = np.full(state.board.room.shape, np.inf)
    for pair, slot in state.meetings():
        pool = state.pool[pair]
        least[pool, slot] = min(least[pool, slot], aim.gain(pair, slot))
    return np.where(np.isinf(least), 0.0, least)
