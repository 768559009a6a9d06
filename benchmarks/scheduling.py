"""How near to the best the timetables of meetings come: `python -m benchmarks.scheduling [--large]`.

The days are invented (`scheduling_markets.py`). Each timetable is looked through for clashes, its unmet
wishes are explained, and it is made again with few changes after some have left and some meetings are locked.
The gap is to the upper bound of `matching/scheduling/bound.py`, which no timetable can exceed. Status 1 when
one is further from it than its line allows, clashes, or lost a lock. The limit is one of time on the clock;
a busy machine can be given more (`--patience 4`).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from dataclasses import replace

from benchmarks.scheduling_markets import LARGE, MARKETS, Market, again, invented
from matching.scheduling import UNMET_CODES, Plan, Problem, Progress, schedule

CHANGES = 30


def clashes(problem: Problem, plan: Plan) -> int:
    """How often somebody or a table is had twice at once, somebody is not there, or a lock is not kept."""
    there = {person.id: person.slots for person in problem.people}
    taken = Counter((side, one.slot) for one in plan.meetings for side in (one.first, one.second))
    tables = Counter((one.table, one.slot) for one in plan.meetings)
    pairs = Counter(frozenset((one.first, one.second)) for one in plan.meetings)
    twice = sum(count - 1 for counts in (taken, tables, pairs) for count in counts.values())
    absent = sum(slot not in there[side] for side, slot in taken)
    met = {(frozenset((one.first, one.second)), one.slot, one.table) for one in plan.meetings}
    lost = sum((frozenset((one.first, one.second)), one.slot, one.table) not in met for one in problem.locks)
    return twice + absent + lost


def said(name: str, plan: Plan) -> str:
    """One line of the table."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.process_time()
    unmet, empty = plan.unmet(), len(plan.empty_places())
    explained = time.process_time() - begun
    musts = Counter(wish.reason.code for wish in unmet if wish.wish == "must")
    assert set(musts) <= set(UNMET_CODES)
    return (
        f"{name:50s} gap {100 * plan.gap:6.3f} %  {len(plan.meetings):6d} meetings  {plan.cpu:5.1f} CPU s "
        f"{plan.seconds:5.1f} s ({plan.stopped})  {memory:4.0f} MB  none {len(plan.without_meeting):3d}  "
        f"musts unmet {sum(musts.values())} {dict(musts)}  {empty} empty explained in {explained:.2f} s  "
        f"clashes {clashes(plan.problem, plan)}"
    )


def said_again(problem: Problem, plan: Plan, seed: int, seconds: float) -> tuple[str, bool]:
    """The same day made again with few changes, and whether it kept to what was asked."""
    once_more = again(problem, plan, seed, CHANGES)
    second = schedule(once_more, seconds=seconds)
    faults = clashes(once_more, second)
    line = (
        f"{'   again, ' + str(CHANGES) + ' changes at most':50s} gap {100 * second.gap:6.3f} %  "
        f"{second.changes.count} changes, {len(second.changes.forced)} forced, clashes {faults}, "
        f"{second.cpu:.1f} CPU s"
    )
    return line, not faults and second.changes.count <= CHANGES


def fairness_costs(seed: int, patience: float) -> None:
    """What it costs that nobody who wished is left with nothing: a market in which few are wanted."""
    for fairness in (0.0, 0.1, 0.25, 0.5, 1.0):
        problem = replace(invented(Market("", 12), seed), fairness=fairness)
        plan = schedule(problem, seconds=60 * patience)
        print(said(f"12 tables, fairness {fairness}", plan), flush=True)


def measured(market: Market, seed: int, patience: float, progress: bool) -> bool:
    """Print the lines of one market; whether all is as asked."""
    problem, seconds = invented(market, seed), market.seconds * patience
    plan = schedule(problem, seconds=seconds, on_progress=_show if progress else None)
    print(said(f"{market.name}, seed {seed}", plan), flush=True)
    line, kept = said_again(problem, plan, seed, seconds)
    print(line, flush=True)
    return kept and plan.gap <= market.allowed and not clashes(problem, plan)


def main() -> int:
    """Print the table; status 1 when something is not as asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="also 2,000 people")
    options.add_argument("--seeds", default="1", help="seeds of the markets, by comma")
    options.add_argument(
        "--patience", type=float, default=1.0, help="times the seconds that a market may take"
    )
    options.add_argument("--only", default="", help="only markets whose name holds this")
    options.add_argument("--progress", action="store_true", help="a line for every step")
    chosen = options.parse_args()
    wanted = [one for one in MARKETS + (LARGE if chosen.large else ()) if chosen.only in one.name]
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    fine = [measured(market, seed, chosen.patience, chosen.progress) for market in wanted for seed in seeds]
    if not chosen.only:
        fairness_costs(1, chosen.patience)
    return int(not all(fine))


def _show(progress: Progress) -> None:
    print(progress, flush=True)


if __name__ == "__main__":
    sys.exit(main())
