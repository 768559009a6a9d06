"""Which table each meeting is at: locked, home, as before, where its people sit already, else the lowest."""

from __future__ import annotations

from matching.scheduling.problem import Meeting
from matching.scheduling.state import State


def seat(state: State) -> tuple[Meeting, ...]:
    """The meetings of a timetable with their tables, by slot and table."""
    problem, board = state.board.problem, state.board
    ids = [person.id for person in problem.people]
    asked = {frozenset((lock.first, lock.second)): lock.table for lock in problem.locks}
    before = {(frozenset((one.first, one.second)), one.slot): one.table for one in problem.previous}
    named = {lock.table for lock in problem.locks} | {meeting.table for meeting in problem.previous}
    enough = range(1, len(ids) + len(board.homes) + 1)  # however many there are, no more are taken
    numbers = sorted({*enough, *(table for table in named if table)} - set(board.homes))
    last: dict[int, int] = {}
    seated: list[Meeting] = []
    for place, slot in enumerate(problem.slots):
        free = [number for number in numbers if 1 <= number <= problem.tables_in(slot)]
        tables: dict[int, int] = {}
        waiting = sorted(state.in_slot[place])
        for pair in waiting:
            if state.pool[pair]:
                tables[pair] = board.homes[state.pool[pair] - 1]
        names = {pair: frozenset(ids[person] for person in state.ends[pair]) for pair in waiting}
        _take(tables, free, {pair: [asked.get(names[pair])] for pair in waiting})
        _take(tables, free, {pair: [before.get((names[pair], slot))] for pair in waiting})
        _take(tables, free, {pair: [last.get(person) for person in state.ends[pair]] for pair in waiting})
        for pair in waiting:
            table = tables[pair] if pair in tables else free.pop(0)
            one, other = state.ends[pair]
            last[one] = last[other] = table
            seated.append(Meeting(slot, table, ids[one], ids[other]))
    order = {slot: place for place, slot in enumerate(problem.slots)}
    return tuple(sorted(seated, key=lambda one: (order[one.slot], one.table or 0)))


def _take(tables: dict[int, int], free: list[int], wanted: dict[int, list[int | None]]) -> None:
    """Give each pair that has no table yet the first of those that it wants and that is free."""
    for pair, choices in wanted.items():
        table = next((table for table in choices if table in free), None)
        if pair not in tables and table is not None:
            tables[pair] = table
            free.remove(table)
