"""An independent judge of timetables: it knows the problem and the plan, and nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from matching.scheduling import Candidate, Meeting, Person, Plan, Problem


def faults(problem: Problem, meetings: tuple[Meeting, ...]) -> list[str]:
    """Every way in which a timetable breaks what was asked; empty if it does not."""
    people = {person.id: person for person in problem.people}
    found = _clashes(meetings)
    candidates = {frozenset((one.first, one.second)): one for one in problem.candidates}
    locks = {frozenset((one.first, one.second)): one for one in problem.locks}
    for meeting in meetings:
        pair = frozenset((meeting.first, meeting.second))
        candidate = candidates.get(pair)
        if candidate is None and pair not in locks:
            found.append(f"no candidates: {meeting}")
        if candidate is not None and "no" in (candidate.first_wishes, candidate.second_wishes):
            found.append(f"said no: {meeting}")
        if meeting.table is None or not 1 <= meeting.table <= problem.tables_in(meeting.slot):
            found.append(f"no such table: {meeting}")
        if not homely(people, meeting):
            found.append(f"not the home table: {meeting}")
        found += [f"absent: {meeting}" for side in pair if meeting.slot not in people[side].slots]
    for person in problem.people:
        found += overdone(problem, person, {m.slot for m in meetings if person.id in (m.first, m.second)})
    standing = {(frozenset((m.first, m.second)), m.slot): m.table for m in meetings}
    for pair, lock in locks.items():
        table = standing.get((pair, lock.slot))
        if table is None or lock.table not in (None, table):
            found.append(f"not kept: {lock}")
    return found


def _clashes(meetings: tuple[Meeting, ...]) -> list[str]:
    seats = Counter((side, m.slot) for m in meetings for side in (m.first, m.second))
    tables = Counter((m.table, m.slot) for m in meetings)
    pairs = Counter(frozenset((m.first, m.second)) for m in meetings)
    named = (("person twice", seats), ("table twice", tables), ("pair twice", pairs))
    return [f"{what}: {key}" for what, counts in named for key, count in counts.items() if count > 1]


def homely(people: dict[str, Person], meeting: Meeting) -> bool:
    """Whether it is at a home table of its people, or at a table that is nobody's where they have none."""
    own = {people[side].table for side in (meeting.first, meeting.second)} - {None}
    return meeting.table in own if own else meeting.table not in {one.table for one in people.values()}


def overdone(problem: Problem, person: Person, mine: set[int]) -> list[str]:
    """Limits of a person that meetings in these slots break."""
    found = [f"over limit: {person.id}"] if person.most is not None and len(mine) > person.most else []
    places = [place for place, slot in enumerate(problem.slots) if slot in mine]
    if any(later - earlier <= person.rest for earlier, later in pairwise(places)):
        found.append(f"no rest: {person.id}")
    day = "".join("x" if slot in mine else "." for slot in problem.slots)
    if person.in_a_row is not None and "x" * (person.in_a_row + 1) in day:
        found.append(f"too many in a row: {person.id}")
    return found


def inserted(problem: Problem, meetings: tuple[Meeting, ...], one: str, other: str, slot: int) -> bool:
    """Whether the two could be put into the slot at some table, everything else staying as it is."""
    for table in range(1, problem.tables_in(slot) + 1):
        if not faults(problem, (*meetings, Meeting(slot, table, one, other))):
            return True
    return False


def worth(problem: Problem, plan: Plan) -> float:
    """What the meetings of a plan are worth."""
    candidates = {frozenset((one.first, one.second)): one for one in problem.candidates}
    found: list[Candidate] = [
        candidates[frozenset((m.first, m.second))]
        for m in plan.meetings
        if frozenset((m.first, m.second)) in candidates
    ]
    return sum(problem.value(candidate) for candidate in found)
