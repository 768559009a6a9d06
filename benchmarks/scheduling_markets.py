"""Invented days of meetings: easy ones, hard ones and odd ones, drawn anew for each seed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.scheduling import Candidate, Lock, Person, Plan, Problem, Stability, Wish

Random = np.random.Generator
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
WISHES: dict[str, tuple[float, float, float]] = {
    "none": (0.0, 0.0, 0.0),
    "some": (0.02, 0.02, 0.10),
    "musts": (0.20, 0.02, 0.20),
}
"""The shares of sides that say must, no and would."""


@dataclass(frozen=True)
class Market:
    """One kind of invented day, how long it may take and how far from the bound it may stay."""

    name: str
    tables: int
    each: int = 30
    """Candidates of each person, on average; 0 for everybody with everybody."""
    there: float = 1.0
    """Share of the slots in which a person is there; 0 for the morning, the afternoon or the whole day."""
    people: int = 300
    slots: int = 20
    sides: int = 1
    popular: bool = False
    """Whether half of the pairs have one of the tenth of people whom everybody wants to meet."""
    scores: str = "beta"
    wishes: str = "none"
    limits: bool = False
    """Whether one in five has a limit, one in ten a rest, one in twenty a table of its own."""
    seconds: float = 60.0
    allowed: float = 0.005


MARKETS = (
    Market("40 tables, all there all day", 40),
    Market("40 tables, two-sided", 40, sides=2),
    Market("40 tables, coarse scores", 40, scores="coarse"),
    Market("40 tables, there in 6 of 10 slots, some wishes", 40, there=0.6, wishes="some"),
    Market("150 tables, all there", 150),
    Market("150 tables, there in 8 of 10 slots", 150, there=0.8),
    Market("hard: 150 tables, there in 6 of 10 slots", 150, there=0.6),
    Market("hard, 60 candidates", 150, 60, 0.6),
    Market("hard, 60 candidates, two-sided", 150, 60, 0.6, sides=2),
    Market("hard, everybody with everybody", 150, 0, 0.6),
    Market("hard, 8 candidates", 150, 8, 0.6),
    Market("hard, a few are popular", 150, there=0.6, popular=True),
    Market("hard, some wishes", 150, there=0.6, wishes="some"),
    Market("hard, many musts", 150, there=0.6, wishes="musts"),
    Market("hard, morning or afternoon or both", 150, there=0.0),
    Market("hard, limits, rests and own tables", 150, there=0.6, limits=True),
    Market("301 people, 19 slots, 67 tables, 6 of 10", 67, 31, 0.6, people=301, slots=19),
    Market("20 tables, there in 6 of 10 slots", 20, there=0.6),
)
LARGE = (
    Market("2,000 people, 250 tables, all there", 250, people=2000, seconds=120, allowed=0.01),
    Market("2,000, 250 tables, 6 of 10", 250, there=0.6, people=2000, seconds=120, allowed=0.01),
    Market("2,000, 1,000 tables, 6 of 10", 1000, there=0.6, people=2000, seconds=120, allowed=0.01),
)


def invented(market: Market, seed: int) -> Problem:
    """A problem of this kind."""
    random = np.random.default_rng(seed)
    people = _people(market, _presence(market, random), random)
    pairs = _pairs(market, random)
    scores = random.beta(2, 3, len(pairs))
    scores = scores.round(1) if market.scores == "coarse" else scores
    drawn = random.random((len(pairs), 2))
    candidates = tuple(
        Candidate(people[one].id, people[other].id, float(score), _wish(market, mine), _wish(market, theirs))
        for (one, other), score, (mine, theirs) in zip(pairs.tolist(), scores, drawn.tolist(), strict=True)
    )
    return Problem(people, tuple(range(market.slots)), market.tables, candidates)


def again(problem: Problem, plan: Plan, seed: int, most: int) -> Problem:
    """The day once more: one in fifty is gone, ten meetings of the others are locked, few may change."""
    random = np.random.default_rng(seed)
    gone = {one.id for one in problem.people if random.random() < 0.02}
    stay = [one for one in plan.meetings if not {one.first, one.second} & gone]
    chosen = random.permutation(len(stay))[:10].tolist()
    return replace(
        problem,
        people=tuple(one for one in problem.people if one.id not in gone),
        candidates=tuple(one for one in problem.candidates if not {one.first, one.second} & gone),
        locks=tuple(
            Lock(one.first, one.second, one.slot, one.table) for one in map(stay.__getitem__, chosen)
        ),
        previous=plan.meetings,
        stability=Stability(most=most),
    )


def _presence(market: Market, random: Random) -> Flags:
    if market.there:
        return random.random((market.people, market.slots)) < market.there
    kind = random.integers(0, 3, market.people)[:, None]
    morning = np.arange(market.slots)[None, :] < market.slots // 2
    there: Flags = (kind == 0) & morning | (kind == 1) & ~morning | (kind == 2)
    return there


def _people(market: Market, there: NDArray[np.bool_], random: Random) -> tuple[Person, ...]:
    made = []
    for number, day in enumerate(there):
        person = Person(f"p{number:05d}", frozenset(np.flatnonzero(day).tolist()))
        if market.limits:
            kind, table = random.random(), number // 20 + 1 if number % 20 == 0 else None
            most = 5 if kind < 0.2 else None
            person = replace(person, most=most, rest=1 if kind > 0.9 else 0, table=table)
        made.append(person)
    return tuple(made)


def _pairs(market: Market, random: Random) -> Ints:
    if not market.each:
        return np.stack(np.triu_indices(market.people, 1), axis=1)
    first = np.repeat(np.arange(market.people), market.each // 2)
    second = random.integers(0, market.people, len(first))
    if market.popular:
        second = np.where(random.random(len(first)) < 0.5, second // 10, second)
    if market.sides == 2:
        half = market.people // 2
        first, second = first % half, half + second % half
    both = np.sort(np.stack([first, second], axis=1), axis=1)
    return np.unique(both[both[:, 0] != both[:, 1]], axis=0)


def _wish(market: Market, drawn: float) -> Wish | None:
    must, no, would = WISHES[market.wishes]
    if drawn < must:
        return "must"
    if drawn < must + no:
        return "no"
    return "would" if drawn < must + no + would else None
