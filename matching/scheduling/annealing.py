"""One person's whole day at a time: the best partners for all its slots at once, with noise that fades.

The day of a person, while everybody else's stays, is an assignment of slots to partners, which is solved
exactly; whoever sits with a partner there gives way. Noise on what meetings are worth lets the timetable
leave local optima, and prices from the linear relaxation make it spare the places of those in demand.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching.scheduling.aim import Aim
from matching.scheduling.board import Flags, Floats, Ints
from matching.scheduling.bound import Bound, promising, spread
from matching.scheduling.clock import Clock
from matching.scheduling.floor import NEVER, Floor
from matching.scheduling.state import State

NOISE = (0.25, 0.11)
"""From and to: noise as a share of how much the values of pairs differ."""
PRICES = (0.8, 0.3)
"""From and to: the share of the prices of the relaxation that is taken off."""
ENOUGH = 0.0005
"""A timetable so near to the bound is not improved further."""


class _Person:
    """What never changes about the day of one person: slots, possible partners, what each is worth."""

    def __init__(self, floor: Floor, person: int, pairs: Ints) -> None:
        board, aim = floor.board, floor.aim
        fixed = [slot for pair, slot in floor.day(person) if floor.fixed[pair]]
        self.id, self.pairs = person, pairs
        self.slots = np.setdiff1d(np.flatnonzero(board.there[person]), fixed)
        self.partners = board.first[pairs] + board.second[pairs] - person
        stays = aim.standing[pairs][:, None] == self.slots[None, :]
        able = board.allowed[pairs][:, self.slots]
        self.worth = np.where(able, aim.base[pairs][:, None] + np.where(stays, aim.bonus, 0.0), -NEVER)
        self.cells = np.ix_(self.partners, self.slots)
        self.common = board.pool[pairs] == 0
        self.left_out = max(0, len(self.slots) - (floor.limits[person] - len(fixed)))
        self.rows = {pair: row for row, pair in enumerate(pairs.tolist())}
        self.columns = {slot: column for column, slot in enumerate(self.slots.tolist())}


def anneal(state: State, aim: Aim, bound: Bound, sweeps: int, clock: Clock, seed: int) -> Ints:
    """The slot of each pair, or -1, in the best timetable found in so many sweeps over all people."""
    floor, random, board = Floor(state, aim), np.random.default_rng(seed), state.board
    people, scale = _people(floor, promising(board, bound)), spread(aim.base)
    prices = bound.people[board.first] + bound.people[board.second] + bound.pools[board.pool]
    best, found, begun, span = floor.total(), floor.meetings(), clock.seconds(), max(clock.left(), 1e-9)
    enough = (1 - ENOUGH) * bound.total + aim.fairness.sum()
    for sweep in range(sweeps):
        share = max(sweep / sweeps, min(1.0, (clock.seconds() - begun) / span))
        noise = scale * NOISE[0] * (NOISE[1] / NOISE[0]) ** share
        taken = prices * (PRICES[0] + (PRICES[1] - PRICES[0]) * share)
        floor.reprice(taken)
        for person in random.permutation(len(people)).tolist():
            _remake_day(floor, people[person], taken, noise, random)
        total = floor.total()
        if total > best:
            best, found = total, floor.meetings()
        if clock.over() or best >= enough:
            break
        if sweep % 50 == 49:
            clock.tell("search", float(board.value[found >= 0].sum()), int((found >= 0).sum()))
    return found


def _people(floor: Floor, worthy: Flags) -> list[_Person]:
    """All who have a choice."""
    mine: list[list[int]] = [[] for _ in range(floor.board.people)]
    for pair, ends in enumerate(floor.ends):
        if worthy[pair] and not floor.fixed[pair]:
            for person in ends:
                mine[person].append(pair)
    made = [_Person(floor, person, np.array(pairs)) for person, pairs in enumerate(mine) if pairs]
    return [person for person in made if len(person.slots)]


def _remake_day(floor: Floor, day: _Person, taken: Floats, noise: float, random: np.random.Generator) -> None:
    own = [one for one in floor.day(day.id) if not floor.fixed[one[0]]]
    gain = _gains(floor, day, taken, own)
    gain += noise * random.standard_normal(gain.shape)
    np.maximum(gain, 0.0, out=gain)
    if day.left_out:
        gain = np.concatenate([gain, np.full((day.left_out, len(day.slots)), NEVER)])
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = (gain[rows, columns] > 0) & (rows < len(day.pairs))
    pairs, slots = day.pairs[rows[chosen]].tolist(), day.slots[columns[chosen]].tolist()
    wanted = set(zip(pairs, slots, strict=True))
    for one in own:
        if one not in wanted:
            floor.take(*one)
    for pair, slot in sorted(wanted.difference(own)):
        _seat(floor, day.id, pair, slot)


def _gains(floor: Floor, day: _Person, taken: Floats, own: list[tuple[int, int]]) -> Floats:
    """What each partner in each slot would bring, less what gives way: (partners, slots)."""
    cost = floor.cost[day.cells]
    for pair, slot in own:
        if pair in day.rows:
            cost[day.rows[pair], day.columns[slot]] = 0.0
    gain: Floats = day.worth - taken[day.pairs][:, None] - cost + floor.first[day.partners][:, None]
    at_common = {slot for pair, slot in own if floor.pool[pair] == 0}
    for column, slot in enumerate(day.slots.tolist()):
        if floor.used[0][slot] - (slot in at_common) >= floor.room[0][slot]:
            least = floor.cheapest(floor.at_tables(0, slot))
            price = floor.worth_in(*least) if least else NEVER
            gain[:, column] -= np.where(day.common & (cost[:, column] == 0.0), price, 0.0)
    if floor.tight:
        _charge_limits(floor, day, gain, cost)
    if floor.bound_by_rest[day.id]:
        used = [day.columns[slot] for _, slot in own] or _one_that_rests(floor, day, gain)
        gain[:, np.setdiff1d(np.arange(len(day.slots)), np.array(used, dtype=np.int64))] = -NEVER
    return gain


def _one_that_rests(floor: Floor, day: _Person, gain: Floats) -> list[int]:
    """The best slot for somebody bound by rests who has none but locked meetings; none if these forbid it."""
    free = np.flatnonzero(floor.cost[day.id, day.slots] < NEVER)
    return [int(free[gain[:, free].max(axis=0).argmax()])] if len(free) else []


def _charge_limits(floor: Floor, day: _Person, gain: Floats, cost: Floats) -> None:
    """Who has as many meetings as it may have gives up its least one for a meeting in a free slot."""
    for row, partner in enumerate(day.partners.tolist()):
        others = [one for one in floor.day(partner) if one[0] != day.pairs[row]]
        if len(others) >= floor.limits[partner]:
            least = floor.cheapest(others)
            price = floor.worth_in(*least) if least else NEVER
            gain[row] -= np.where(cost[row] == 0.0, price, 0.0)


def _seat(floor: Floor, person: int, pair: int, slot: int) -> None:
    """Seat the pair and let go what is in its way; not at all where that is locked."""
    one, other = floor.ends[pair]
    partner = other if one == person else one
    away = floor.with_whom[partner][slot]
    if away >= 0:
        floor.take(away, slot)
    if floor.count[partner] >= floor.limits[partner]:
        least = floor.cheapest(floor.day(partner))
        if least is None:
            return
        floor.take(*least)
    pool = floor.pool[pair]
    if floor.used[pool][slot] >= floor.room[pool][slot]:
        least = floor.cheapest(floor.at_tables(pool, slot))
        if least is None:
            return
        floor.take(*least)
    floor.put(pair, slot)
