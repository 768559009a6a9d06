"""What makes a problem wrong: each fault is a ValueError that names what it is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from matching.reasons import Fact
from matching.scheduling.board import windows_of
from matching.scheduling.problem import WISHES, Candidate, Lock, Person, Problem


class ImpossibleLock(ValueError):  # noqa: N818 - said as people say it
    """A lock that cannot be kept: `code` says why (a key of `LOCK_CODES`), `lock` which, `facts` more."""

    def __init__(self, code: str, lock: Lock, **facts: Fact) -> None:
        self.code, self.lock, self.facts = code, lock, facts
        table = "" if lock.table is None else f", table {lock.table}"
        told = ", ".join(f"{name} {value}" for name, value in facts.items())
        super().__init__(
            f"impossible lock of {lock.first!r} and {lock.second!r} in slot {lock.slot}{table}: "
            f"{LOCK_CODES[code]}" + (f" ({told})" if told else "")
        )


LOCK_CODES: Mapping[str, str] = {
    "unknown_person": "there is no such person",
    "with_oneself": "nobody meets themselves",
    "unknown_slot": "there is no such slot",
    "absent": "the person is not there in this slot",
    "said_no": "a side said no",
    "pair_twice": "the pair is locked twice",
    "person_twice": "the person is locked twice in this slot",
    "table_twice": "the table is locked twice in this slot",
    "no_such_table": "there is no such table in this slot",
    "home_table_elsewhere": "the home table is another",
    "no_table_left": "more meetings are locked in this slot than there are tables",
    "over_limit": "the person would have more meetings than it may",
    "without_rest": "the person would have no rest between meetings",
}


def check(problem: Problem) -> None:
    """Raise ValueError where the problem contradicts itself; ImpossibleLock where a lock cannot be kept."""
    _check_slots(problem)
    _refuse_twice("person", (person.id for person in problem.people))
    for person in problem.people:
        _check_person(person, problem)
    known = {person.id for person in problem.people}
    for candidate in problem.candidates:
        _check_candidate(candidate, known)
    _refuse_twice("pair", (" and ".join(sorted((one.first, one.second))) for one in problem.candidates))
    _check_numbers(problem)
    _refuse_twice("previous meeting", (" and ".join(sorted((m.first, m.second))) for m in problem.previous))
    check_locks(problem)


def _check_numbers(problem: Problem) -> None:
    if (problem.stability.most or 0) < 0:
        raise ValueError(f"at most {problem.stability.most} changes are fewer than none")
    named = {
        "fairness": problem.fairness,
        "price of a change": problem.stability.price,
        "weight of a must": problem.weights.must,
        "weight of a would": problem.weights.would,
    }
    for name, value in named.items():
        if not 0 <= value < math.inf:
            raise ValueError(f"{name} is {value}; it has to be a number, not below zero")


def _check_slots(problem: Problem) -> None:
    _refuse_twice("slot", problem.slots)
    for slot in problem.slots:
        if problem.tables_in(slot) < 0:
            raise ValueError(f"slot {slot} has fewer than no tables")


def _refuse_twice(what: str, ids: Iterable[object]) -> None:
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"{what} {twice[0]!r} is given twice")


def _check_person(person: Person, problem: Problem) -> None:
    strange = sorted(set(person.slots) - set(problem.slots))
    if strange:
        raise ValueError(f"person {person.id!r} is there in slot {strange[0]}, which does not exist")
    if (person.most or 0) < 0 or person.rest < 0 or (person.in_a_row is not None and person.in_a_row < 1):
        raise ValueError(f"person {person.id!r} has a limit below its least")
    if person.table is not None and person.table < 1:
        raise ValueError(f"person {person.id!r} has table {person.table}; tables are numbered from 1")


def _check_candidate(candidate: Candidate, known: set[str]) -> None:
    for side in (candidate.first, candidate.second):
        if side not in known:
            raise ValueError(f"candidate {side!r} is no person of this problem")
    if candidate.first == candidate.second:
        raise ValueError(f"person {candidate.first!r} is a candidate for itself")
    if not 0 <= candidate.score <= 1:
        raise ValueError(f"score {candidate.score} of {candidate.first!r} and {candidate.second!r}")
    for wish in (candidate.first_wishes, candidate.second_wishes):
        if wish is not None and wish not in WISHES:
            raise ValueError(f"wish {wish!r} of {candidate.first!r} and {candidate.second!r}")


def check_locks(problem: Problem) -> None:
    """Raise ImpossibleLock for the first lock that cannot be kept, alone or beside the others."""
    people = {person.id: person for person in problem.people}
    refused = {
        frozenset((one.first, one.second))
        for one in problem.candidates
        if "no" in (one.first_wishes, one.second_wishes)
    }
    for lock in problem.locks:
        _check_alone(lock, problem, people)
        if frozenset((lock.first, lock.second)) in refused:
            raise ImpossibleLock("said_no", lock)
    _check_together(problem)
    _check_tables(problem, people)
    _check_days(problem, people)


def _check_alone(lock: Lock, problem: Problem, people: Mapping[str, Person]) -> None:
    for side in (lock.first, lock.second):
        if side not in people:
            raise ImpossibleLock("unknown_person", lock, person=side)
    if lock.first == lock.second:
        raise ImpossibleLock("with_oneself", lock)
    if lock.slot not in problem.slots:
        raise ImpossibleLock("unknown_slot", lock)
    for side in (lock.first, lock.second):
        if lock.slot not in people[side].slots:
            raise ImpossibleLock("absent", lock, person=side)
    if lock.table is not None and not 1 <= lock.table <= problem.tables_in(lock.slot):
        raise ImpossibleLock("no_such_table", lock)
    homes = {people[side].table for side in (lock.first, lock.second)} - {None}
    others = {person.table for person in people.values()} - {None}
    if lock.table is not None and lock.table not in (homes or {lock.table} - others):
        raise ImpossibleLock("home_table_elsewhere", lock)


def _check_together(problem: Problem) -> None:
    pairs: set[frozenset[str]] = set()
    taken: set[tuple[str, int]] = set()
    for lock in problem.locks:
        pair = frozenset((lock.first, lock.second))
        if pair in pairs:
            raise ImpossibleLock("pair_twice", lock)
        pairs.add(pair)
        for side in (lock.first, lock.second):
            if (side, lock.slot) in taken:
                raise ImpossibleLock("person_twice", lock, person=side)
            taken.add((side, lock.slot))


def _check_tables(problem: Problem, people: Mapping[str, Person]) -> None:
    """Tables by name first, then as many as there are."""
    homes = {person.table for person in problem.people} - {None}
    taken: set[tuple[int, int]] = set()
    free: Counter[int] = Counter()
    for lock in problem.locks:
        home = min(
            (table for side in (lock.first, lock.second) if (table := people[side].table)), default=None
        )
        table = lock.table or home
        if table is not None:
            if (table, lock.slot) in taken:
                raise ImpossibleLock("table_twice", lock)
            if table > problem.tables_in(lock.slot):
                raise ImpossibleLock("no_such_table", lock)
            taken.add((table, lock.slot))
        if home is None:
            free[lock.slot] += 1
        if free[lock.slot] > problem.tables_in(lock.slot) - _homes_in(homes, problem, lock.slot):
            raise ImpossibleLock("no_table_left", lock)


def _homes_in(homes: set[int | None], problem: Problem, slot: int) -> int:
    return sum(1 for home in homes if home is not None and home <= problem.tables_in(slot))


def _check_days(problem: Problem, people: Mapping[str, Person]) -> None:
    """Limits, rest and meetings in a row of each person among its locked meetings."""
    for lock in problem.locks:
        for side in (lock.first, lock.second):
            mine = {one.slot for one in problem.locks if side in (one.first, one.second)}
            most = people[side].most
            if most is not None and len(mine) > most:
                raise ImpossibleLock("over_limit", lock, person=side, limit=most)
            day = [slot in mine for slot in problem.slots]
            for length, limit in windows_of(people[side]):
                if any(sum(day[start : start + length]) > limit for start in range(len(day))):
                    raise ImpossibleLock("without_rest", lock, person=side)
