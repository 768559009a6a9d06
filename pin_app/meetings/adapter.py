"""From the facts of an event to the scheduler's problem and back: the one bridge to `matching.scheduling`.

The scheduler is loaded when it is asked for, so that web processes stay small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pin_app.meetings.facts import MUST, WOULD, Facts, Found, Placed, Wanted

if TYPE_CHECKING:
    from matching.scheduling import Lock, Plan, Problem, Progress

Tell = Callable[[int], None]
"""Called with the number of meetings of the best timetable so far."""


def make(
    facts: Facts, seconds: float, tell: Tell | None = None, is_over: Callable[[], bool] | None = None
) -> Found:
    """Return the best timetable that is found in so many seconds, or until `is_over` says so.

    A locked meeting that can no longer be kept, because somebody has no time any more or said no, is let go,
    and what is found says so.
    """
    from matching.scheduling import ImpossibleLock, schedule  # noqa: PLC0415 -- loads the numerical libraries

    def heard(progress: Progress) -> None:
        if tell is not None:
            tell(progress.meetings)

    locks = _locks(facts)
    released: list[list[Any]] = [[one.first, one.second, one.slot, "left"] for one in facts.gone]
    while True:
        try:
            plan = schedule(_problem(facts, locks), seconds=seconds, on_progress=heard, should_stop=is_over)
        except ImpossibleLock as refusal:
            one = refusal.lock
            locks.remove(one)
            released.append([*sorted((int(one.first), int(one.second))), one.slot, refusal.code])
        else:
            return _found(facts, plan, {(lock.first, lock.second) for lock in locks}, released)


def _problem(facts: Facts, locks: list[Lock]) -> Problem:
    from matching.scheduling import Candidate, Meeting, Person, Problem, Stability, Weights  # noqa: PLC0415

    wanted = {(one.first, one.second): one for one in facts.pairs}
    for lock in locks:  # two whom organisers put together although nothing spoke for it
        pair = int(lock.first), int(lock.second)
        wanted.setdefault(pair, Wanted(*pair, score=0.0))
    return Problem(
        people=tuple(Person(str(one), slots, most) for one, (slots, most) in facts.people.items()),
        slots=facts.slots,
        tables=len(facts.tables),
        candidates=tuple(Candidate(*_sides(one), one.score, *_wishes(one)) for one in wanted.values()),
        locks=tuple(locks),
        previous=tuple(Meeting(one.slot, _table(facts, one), *_sides(one)) for one in facts.before),
        weights=Weights(must=MUST, would=WOULD),
        stability=Stability(most=facts.changes),
    )


def _locks(facts: Facts) -> list[Lock]:
    from matching.scheduling import Lock  # noqa: PLC0415 -- loads the numerical libraries

    fixed = (one for one in facts.before if one.locked)
    return [Lock(*_sides(one), slot=one.slot, table=_table(facts, one)) for one in fixed]


def _found(facts: Facts, plan: Plan, locked: set[tuple[str, str]], released: list[list[Any]]) -> Found:
    values = {(one.first, one.second): _worth(one) for one in facts.pairs}
    met = []
    for one in plan.meetings:
        first, second = sorted((int(one.first), int(one.second)))
        is_locked = bool({(one.first, one.second), (one.second, one.first)} & locked)
        table = facts.tables[(one.table or 1) - 1]
        met.append(Placed(one.slot, table, first, second, values.get((first, second), 0.0), is_locked))
    empty, unmet = _explained(facts, plan)
    seconds = round(plan.seconds, 2)
    return Found(tuple(met), float(plan.total), float(plan.bound), seconds, empty, unmet, released)


def _explained(facts: Facts, plan: Plan) -> tuple[dict[int, list[list[Any]]], dict[int, list[list[Any]]]]:
    """Gather empty places by their reason, so that a person's page says each once."""
    empty: dict[int, list[list[Any]]] = {}
    unmet: dict[int, list[list[Any]]] = {}
    for number in facts.people:
        told = plan.explain(str(number))
        slots: dict[tuple[str, tuple[tuple[str, Any], ...]], list[int]] = defaultdict(list)
        for place in (one for one in told.empty if one.slot not in facts.closed):
            slots[place.reason.code, tuple(sorted(place.reason.facts.items()))].append(place.slot)
        if slots:
            empty[number] = [[some, code, _plain(dict(said))] for (code, said), some in slots.items()]
        if told.unmet:
            unmet[number] = [
                [int(one.partner), one.wish, one.reason.code, _plain(one.reason.facts)] for one in told.unmet
            ]
    return empty, unmet


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON can hold them: numbers of numpy as Python's own."""
    return {name: value.item() if hasattr(value, "item") else value for name, value in facts.items()}


def _worth(one: Wanted) -> float:
    worth = {"must": MUST, "would": WOULD}
    return round(one.score + worth.get(one.first_wish, 0.0) + worth.get(one.second_wish, 0.0), 6)


def _wishes(one: Wanted) -> tuple[Any, Any]:
    return one.first_wish or None, one.second_wish or None


def _sides(one: Wanted | Placed) -> tuple[str, str]:
    return str(one.first), str(one.second)


def _table(facts: Facts, one: Placed) -> int:
    return facts.tables.index(one.table) + 1
