"""How near to the best the timetables of meetings come: `python -m benchmarks.scheduling [--large]`.

Markets are invented: 300 people, 20 slots, each pair with a score drawn from a beta distribution. `--large`
adds 2,000 people. The gap is to the upper bound of `matching/scheduling/bound.py`, which no timetable can
exceed. Status 1 when a timetable is further from it than its line allows. The limit is one of time on the
clock, so a busy machine must be given more (`--patience 4`).
"""

from __future__ import annotations

import argparse
import resource
import sys
from dataclasses import dataclass, replace

import numpy as np

from matching.scheduling import Candidate, Person, Plan, Problem, Progress, Wish, schedule


@dataclass(frozen=True)
class Market:
    """One kind of invented market, how long it may take and how far from the bound it may stay."""

    name: str
    people: int
    tables: int
    each: int
    """Candidates of each person, on average; 0 for everybody with everybody."""
    there: float
    """Share of the slots in which a person is there."""
    sides: int = 1
    scores: str = "beta"
    seconds: float = 60.0
    allowed: float = 0.005


MARKETS = (
    Market("easy: 40 tables, all there all day", 300, 40, 30, 1.0),
    Market("easy, two-sided", 300, 40, 30, 1.0, sides=2),
    Market("easy, coarse scores", 300, 40, 30, 1.0, scores="coarse"),
    Market("150 tables, all there, 30 candidates", 300, 150, 30, 1.0, allowed=0.01),
    Market("150 tables, there in 8 of 10 slots, 30", 300, 150, 30, 0.8, allowed=0.01),
    Market("150 tables, there in 6 of 10 slots, 30", 300, 150, 30, 0.6, allowed=0.01),
    Market("150 tables, there in 6 of 10 slots, 60", 300, 150, 60, 0.6),
    Market("150 tables, there in 6 of 10, 60, two-sided", 300, 150, 60, 0.6, sides=2),
    Market("150 tables, there in 6 of 10 slots, everybody", 300, 150, 0, 0.6),
)
LARGE = (
    Market("2,000 people, 250 tables, all there, 30", 2000, 250, 30, 1.0, seconds=120, allowed=0.01),
    Market("2,000, 250 tables, there in 6 of 10, 30", 2000, 250, 30, 0.6, seconds=120, allowed=0.01),
    Market("2,000, 1,000 tables, there in 6 of 10, 30", 2000, 1000, 30, 0.6, seconds=120, allowed=0.02),
)
SLOTS = 20


def invented(market: Market, seed: int, wishes: bool = False) -> Problem:
    """A problem of this kind; with wishes, one side in fifty says must, one in ten would, one in fifty no."""
    random = np.random.default_rng(seed)
    ids = [f"p{number:05d}" for number in range(market.people)]
    there = random.random((market.people, SLOTS)) < market.there
    people = tuple(
        Person(one, frozenset(np.flatnonzero(day).tolist())) for one, day in zip(ids, there, strict=True)
    )
    pairs = _pairs(market, random)
    scores = _scores(market.scores, len(pairs), random)
    drawn = random.random((len(pairs), 2)) if wishes else np.ones((len(pairs), 2))
    candidates = tuple(
        Candidate(ids[one], ids[other], float(score), _wish(mine), _wish(theirs))
        for (one, other), score, (mine, theirs) in zip(pairs.tolist(), scores, drawn.tolist(), strict=True)
    )
    return Problem(people, tuple(range(SLOTS)), market.tables, candidates)


def _pairs(market: Market, random: np.random.Generator) -> np.ndarray:
    if not market.each:
        return np.stack(np.triu_indices(market.people, 1), axis=1)
    first = np.repeat(np.arange(market.people), market.each // 2)
    second = random.integers(0, market.people, len(first))
    if market.sides == 2:
        half = market.people // 2
        first, second = first % half, half + second % half
    both = np.sort(np.stack([first, second], axis=1), axis=1)
    return np.unique(both[both[:, 0] != both[:, 1]], axis=0)


def _scores(kind: str, count: int, random: np.random.Generator) -> np.ndarray:
    drawn = random.beta(2, 3, count)
    return drawn.round(1) if kind == "coarse" else drawn


def _wish(drawn: float) -> Wish | None:
    for wish, below in (("must", 0.02), ("no", 0.04), ("would", 0.14)):
        if drawn < below:
            return wish  # type: ignore[return-value]
    return None


def said(name: str, plan: Plan) -> str:
    """One line of the table."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    musts = sum(wish.wish == "must" for wish in plan.unmet())
    return (
        f"{name:48s} gap {100 * plan.gap:6.3f} %  {len(plan.meetings):6d} meetings  {plan.cpu:6.1f} CPU s "
        f"{plan.seconds:6.1f} s ({plan.stopped})  {memory:5.0f} MB  none {len(plan.without_meeting):3d}  "
        f"musts unmet {musts}"
    )


def fairness_costs(seed: int, patience: float) -> None:
    """What it costs that nobody who wished is left with nothing: a market in which few are wanted."""
    market = Market("", 300, 12, 30, 1.0)
    for fairness in (0.0, 0.1, 0.25, 0.5, 1.0):
        problem = replace(invented(market, seed), fairness=fairness)
        plan = schedule(problem, seconds=60 * patience)
        print(said(f"12 tables, fairness {fairness}", plan), flush=True)


def main() -> int:
    """Print the table; status 1 when a timetable stays too far from its bound."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="also 2,000 people")
    options.add_argument("--seeds", default="1", help="seeds of the markets, by comma")
    options.add_argument(
        "--patience", type=float, default=1.0, help="times the seconds that a market may take"
    )
    options.add_argument("--only", default="", help="only markets whose name holds this")
    options.add_argument("--progress", action="store_true", help="a line for every step")
    chosen = options.parse_args()
    far = 0
    for market in MARKETS + (LARGE if chosen.large else ()):
        for seed in map(int, chosen.seeds.split(",")) if chosen.only in market.name else ():
            hear = _show if chosen.progress else None
            plan = schedule(
                invented(market, seed), seconds=market.seconds * chosen.patience, on_progress=hear
            )
            print(said(f"{market.name}, seed {seed}", plan), flush=True)
            far += plan.gap > market.allowed
    if not chosen.only:
        fairness_costs(1, chosen.patience)
    return int(far > 0)


def _show(progress: Progress) -> None:
    print(progress, flush=True)


if __name__ == "__main__":
    sys.exit(main())
