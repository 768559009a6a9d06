"""A timetable in the making: asked for, worked on, kept, or given up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.facts import FIT, Facts, Found, Placed, Wanted
from pin_app.meetings.models import WORKING, Meeting, MeetingRun, MeetingSeat
from pin_app.meetings.queries import past, people, runs, setup
from pin_app.meetings.services import planning
from pin_app.profiles.models import new_public_id


def ask(event: Event, by: User, base: MeetingRun | None = None, changes: int | None = None) -> MeetingRun:
    """Ask for a timetable; where one is being made, that is the one. One that nobody works on is given up.

    What is locked in `base` stays, and of the rest at most so many meetings change.
    """
    planning.held_plan(event)
    if (standing := runs.working(event.id)) is not None:
        if policies.is_worked_on(standing, now()):
            return standing
        fail(standing, "stalled")
    if not setup.slots_of(event.id) or not setup.tables_of(event.id):
        raise PinError("meetings.nothing_to_fill")
    if people.how_many(event.id) < 2:
        raise PinError("meetings.too_few_people")
    run = MeetingRun(
        event_id=event.id,
        number=runs.next_number(event.id),
        made_by_id=by.id,
        previous_id=base.id if base else None,
        options={"changes": changes, "base": base.number if base else None},
    )
    _add(run)
    record("meetings.timetable_asked", event, actor=by, number=run.number, changes=changes)
    return run


def take(run_id: int) -> MeetingRun | None:
    """Take a timetable that waits for its job; None where another job has it, or it is made already."""
    run = db.session.get(MeetingRun, run_id)
    if run is None:
        return None
    hold(run)
    if run.stage != "waiting":
        return None
    _at_stage(run, "scoring")
    return run


def note(run: MeetingRun, stage: str, done: int = 0, total: int = 0) -> None:
    """Say how far a timetable is, unless it was given up meanwhile."""
    hold(run)
    if run.stage in WORKING:
        _at_stage(run, stage, done, total)


def is_alive(run_id: int) -> bool:
    """Say that a timetable is worked on; whether it still is to be made."""
    mine = update(MeetingRun).where(MeetingRun.id == run_id, MeetingRun.stage.in_(WORKING))
    found = db.session.execute(mine.values(seen_at=now()).returning(MeetingRun.id))
    return found.first() is not None


def facts(run: MeetingRun) -> Facts:
    """Gather what a timetable is made from."""
    slots = tuple(slot.id for slot in setup.slots_of(run.event_id))
    tables = tuple(table.id for table in setup.tables_of(run.event_id))
    closed, done = past.begun(run.event_id), past.happened(run.event_id)
    persons = _people(run.event_id, frozenset(slots) - closed, done)
    before = db.session.get(MeetingRun, run.previous_id) if run.previous_id else None
    return Facts(
        people=persons,
        slots=slots,
        tables=tables,
        pairs=tuple(_pairs(run.event_id, set(persons))),
        before=_stood(before, done, closed, set(persons), set(tables)),
        changes=run.options.get("changes"),
        closed=frozenset(closed),
        gone=_gone(before, closed, set(persons)),
    )


def keep(run: MeetingRun, found: Found) -> None:
    """Keep a timetable that was made, as a draft."""
    hold(run)
    if run.stage not in WORKING:
        return
    _write(run, found)
    run.value, run.bound, run.seconds = found.value, found.bound, found.seconds
    run.report = {
        "empty": {str(number): rows for number, rows in found.empty.items()},
        "unmet": {str(number): rows for number, rows in found.unmet.items()},
        "released": found.released,
    }
    run.finished_at = now()
    _at_stage(run, "done", len(found.meetings), len(found.meetings))
    record("meetings.timetable_made", run, number=run.number, meetings=len(found.meetings), value=found.value)


def fail(run: MeetingRun, why: str) -> None:
    """Give a timetable up."""
    hold(run)
    if run.stage in WORKING:
        run.error, run.finished_at = why[:300], now()
        _at_stage(run, "failed")


def stop(run: MeetingRun, by: User) -> None:
    """Give a timetable up that is being made, because an organiser says so; one that is made stays."""
    hold(run)
    if run.stage in WORKING:
        fail(run, "stopped")
        record("meetings.timetable_stopped", run, actor=by, number=run.number)


def give_up_stalled() -> int:
    """Give timetables up whose job has ended without a word; returns how many."""
    late = [run for run in runs.all_working() if not policies.is_worked_on(run, now())]
    for run in late:
        fail(run, "stalled")
    return len(late)


def seat(run_id: int, slot_id: int, meeting_id: int, sides: tuple[int, int]) -> list[dict[str, int]]:
    """Return the two seats of a meeting, as rows."""
    same = {"run_id": run_id, "slot_id": slot_id, "meeting_id": meeting_id}
    return [{**same, "registration_id": side} for side in sides]


def _at_stage(run: MeetingRun, stage: str, done: int = 0, total: int = 0) -> None:
    run.stage, run.done, run.total, run.seen_at = stage, done, total, now()
    db.session.flush()


def _add(run: MeetingRun) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(run)
    except IntegrityError as error:  # two asked at once in spite of the held plan
        raise PinError("meetings.in_the_making") from error


def _people(
    event_id: int, slots: frozenset[int], done: Sequence[Meeting]
) -> dict[int, tuple[frozenset[int], int]]:
    """Return who takes part: in which slots there is time, or a meeting already, and how many are wanted."""
    plan_most = plan.most if (plan := setup.plan_by_id(event_id)) else 0
    away, own = people.absences_at(event_id), people.most_of(event_id)
    missing = past.missing(runs.published(event_id))
    had: dict[int, set[int]] = {}
    for one in done:
        had.setdefault(one.first_id, set()).add(one.slot_id)
        had.setdefault(one.second_id, set()).add(one.slot_id)
    found = {}
    for number, most in own.items():
        seats = had.get(number, set())
        free = slots - away.get(number, set()) if number not in missing else frozenset()
        found[number] = free | seats, max(min(most or plan_most, plan_most), len(seats))
    return found


def _pairs(event_id: int, known: set[int]) -> list[Wanted]:
    """Pairs for which something speaks: a wish, or profiles that fit. Two from one firm are no pair."""
    wishes, scores, firms = people.wishes_at(event_id), people.scores_at(event_id), people.firms_at(event_id)
    pairs = {_ordered(*pair) for pair in wishes} | {pair for pair, score in scores.items() if score >= FIT}
    here = (pair for pair in sorted(pairs) if known.issuperset(pair))
    return [
        Wanted(
            low, high, scores.get((low, high), 0.0), wishes.get((low, high), ""), wishes.get((high, low), "")
        )
        for low, high in here
        if firms.get(low) is None or firms.get(low) != firms.get(high)
    ]


def _stood(
    before: MeetingRun | None, done: Sequence[Meeting], closed: set[int], known: set[int], tables: set[int]
) -> tuple[Placed, ...]:
    """Return what stood before, of which what has begun already is fixed; each pair once."""
    met = {(one.first_id, one.second_id) for one in done}
    later = runs.meetings_of(before) if before is not None else ()
    left = (one for one in later if one.slot_id not in closed and (one.first_id, one.second_id) not in met)
    return tuple(
        Placed(
            one.slot_id, one.table_id, one.first_id, one.second_id, one.value,
            one.locked or one.slot_id in closed,
        )
        for one in (*done, *left)
        if one.first_id in known and one.second_id in known and one.table_id in tables
    )  # fmt: skip


def _gone(before: MeetingRun | None, closed: set[int], known: set[int]) -> tuple[Placed, ...]:
    """Return what is locked and to come of people who take no part any more."""
    locked = [one for one in runs.meetings_of(before) if one.locked] if before is not None else []
    return tuple(
        Placed(one.slot_id, one.table_id, one.first_id, one.second_id)
        for one in locked
        if one.slot_id not in closed and not known.issuperset((one.first_id, one.second_id))
    )


def _write(run: MeetingRun, found: Found) -> None:
    rows: list[dict[str, Any]] = [
        {
            "run_id": run.id, "public_id": new_public_id(), "slot_id": one.slot, "table_id": one.table,
            "first_id": one.first, "second_id": one.second, "value": one.value, "locked": one.locked,
            "state": "planned", "by_hand": False, "changed_at": now(),
        }
        for one in found.meetings
    ]  # fmt: skip
    if not rows:
        return
    db.session.execute(insert(Meeting), rows)
    kept = runs.places_of(run)
    seats = [row for slot, number, *sides in kept for row in seat(run.id, slot, number, (sides[0], sides[1]))]
    db.session.execute(insert(MeetingSeat), seats)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
