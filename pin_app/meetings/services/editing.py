"""Changing a timetable by hand: locked, moved, added or called off, and never so that two things clash.

Guards say in words what stands in the way; should two people change things at once, the store refuses.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.models import STANDING, Meeting, MeetingRun, MeetingSeat, MeetingSlot, MeetingTable
from pin_app.meetings.queries import people, runs
from pin_app.meetings.services import telling, valuing
from pin_app.meetings.services.making import seat
from pin_app.meetings.showing import name_of, other_of
from pin_app.registrations.models import Registration


def lock(meeting: Meeting, by: User, locked: bool) -> None:
    """Fix a meeting, so that new timetables keep it, or let it go again."""
    _held_one(meeting)
    if meeting.locked != locked:
        meeting.locked = locked
        db.session.flush()
        record("meetings.locked" if locked else "meetings.unlocked", meeting, actor=by)


def lock_all(run: MeetingRun, by: User, locked: bool) -> int:
    """Fix all meetings of a timetable, or let all go; returns how many there are."""
    _held(run)
    meetings = runs.meetings_of(run)
    for meeting in meetings:
        meeting.locked = locked
    db.session.flush()
    record("meetings.locked" if locked else "meetings.unlocked", run, actor=by, count=len(meetings))
    return len(meetings)


def move(meeting: Meeting, by: User, slot: MeetingSlot, table: MeetingTable) -> None:
    """Put a meeting into another slot or at another table."""
    _held_one(meeting)
    if meeting.state != "planned":
        raise PinError("meetings.not_planned")
    if (meeting.slot_id, meeting.table_id) == (slot.id, table.id):
        return
    if meeting.slot_id != slot.id:
        for side in (meeting.first, meeting.second):
            is_free(meeting.run, slot, side)
    _is_empty(meeting.run, slot, table)
    _stand_up(meeting)
    meeting.slot, meeting.table, meeting.by_hand, meeting.changed_at = slot, table, True, now()
    _sit_down(meeting)
    record("meetings.moved", meeting, actor=by, slot=slot.starts_at.isoformat(), table=table.name)
    tell(meeting.run, (meeting.first, meeting.second))


def add(
    run: MeetingRun,
    by: User,
    sides: tuple[Registration, Registration],
    slot: MeetingSlot,
    table: MeetingTable,
) -> Meeting:
    """Let two people meet who have not met in this timetable."""
    _held(run)
    first, second = sorted(sides, key=lambda one: one.id)
    may_meet(run, first, second)
    for side in (first, second):
        is_free(run, slot, side)
    _is_empty(run, slot, table)
    meeting = Meeting(
        run=run, slot=slot, table=table, first=first, second=second, by_hand=True,
        value=valuing.of_pair(first, second),
    )  # fmt: skip
    db.session.add(meeting)
    _sit_down(meeting)
    record("meetings.added", meeting, actor=by, first=first.id, second=second.id)
    tell(run, (first, second))
    return meeting


def cancel(meeting: Meeting, by: User | None, told: Iterable[Registration] | None = None) -> None:
    """Call a meeting off: its table and both people are free. Both sides are written to, or those `told`."""
    _held_one(meeting)
    if meeting.state not in STANDING:
        return
    _stand_up(meeting)
    meeting.state, meeting.changed_at = "cancelled", now()
    db.session.flush()
    record("meetings.cancelled", meeting, actor=by)
    tell(meeting.run, (meeting.first, meeting.second) if told is None else told)


def mark_held(meeting: Meeting, by: User, held: bool) -> None:
    """Note that a meeting took place, or take that back."""
    _held_one(meeting)
    if meeting.state not in STANDING:
        raise PinError("meetings.not_planned")
    state = "held" if held else "planned"
    if meeting.state != state:
        meeting.state, meeting.changed_at = state, now()
        db.session.flush()
        record("meetings.held" if held else "meetings.not_held", meeting, actor=by)


def mark_absent(meeting: Meeting, by: User, who: Registration, rest: bool) -> list[Meeting]:
    """Note that one side does not come, to this meeting or, with `rest`, to any from it on.

    Returns the meetings that are open now: the other sides can be given somebody else.
    """
    _held(meeting.run)
    later = [one for one in runs.agenda(who.id, meeting.run) if one.slot.starts_at >= meeting.slot.starts_at]
    wanted = [one for one in later if one.state == "planned" and (rest or one.id == meeting.id)]
    for one in wanted:
        _stand_up(one)
        one.state, one.absent_id, one.changed_at = "no_show", who.id, now()
    db.session.flush()
    if wanted:
        record("meetings.absent", who, actor=by, meetings=[one.id for one in wanted])
        tell(meeting.run, _others_to_come(wanted, who.id))
    return wanted


def take_back_absence(meeting: Meeting, by: User, rest: bool) -> list[Meeting]:
    """Note that a side came after all, to this meeting or, with `rest`, to all from it on that are possible.

    This one is refused where its place is filled by now; of the others those that can stand again do.
    """
    _held(meeting.run)
    hold(meeting)
    who = meeting.absent_id
    if meeting.state != "no_show" or who is None:
        raise PinError("meetings.not_absent")
    later = [one for one in runs.opened_in(meeting.run) if one.slot.starts_at > meeting.slot.starts_at]
    back = [meeting, *(one for one in later if rest and one.absent_id == who and _refusal(one) is None)]
    if (refusal := _refusal(meeting)) is not None:
        raise refusal
    for one in back:
        one.state, one.absent_id, one.changed_at = "planned", None, now()
        _sit_down(one)
    side = meeting.first if meeting.first_id == who else meeting.second
    record("meetings.came_after_all", side, actor=by, meetings=[one.id for one in back])
    tell(meeting.run, _others_to_come(back, side.id))
    return back


def may_meet(run: MeetingRun, first: Registration, second: Registration) -> None:
    """Refuse a pair that meets already, does not want to, or of which somebody takes no part."""
    if first.id == second.id or (first.profile_id is not None and first.profile_id == second.profile_id):
        raise PinError("meetings.with_itself")
    for side, other in ((first, second), (second, first)):
        if people.one_other(side, other.public_id) is None:
            raise PinError("meetings.not_among_them")
        if people.wishes_of(side).get(other.id) == "no":
            raise PinError("meetings.no_thanks")
    if (min(first.id, second.id), max(first.id, second.id)) in runs.pairs_in(run):
        raise PinError("meetings.meet_already")


def is_free(run: MeetingRun, slot: MeetingSlot, side: Registration) -> None:
    """Refuse somebody who sits elsewhere in a slot or has no time."""
    who = name_of(side)
    if side.id in runs.seated(run, slot):
        raise PinError("meetings.sits_elsewhere", who=who)
    if slot.id in people.absences_of(side):
        raise PinError("meetings.has_no_time", who=who)


def tell(run: MeetingRun, told: Iterable[Registration]) -> None:
    """Write to people whose agenda has changed, where it is the one by which they go."""
    if run.state == "published":
        telling.tell_changed(told)


def _held(run: MeetingRun) -> None:
    hold(run)
    if not policies.may_edit(run, db.session.get_one(Event, run.event_id)):
        raise PinError("meetings.not_editable")


def _held_one(meeting: Meeting) -> None:
    """Hold the timetable, and read the meeting anew: it may have been changed by who held it before."""
    _held(meeting.run)
    hold(meeting)


def _is_empty(run: MeetingRun, slot: MeetingSlot, table: MeetingTable) -> None:
    if table.id in runs.taken_tables(run, slot):
        raise PinError("meetings.table_taken", table=table.name)


def _others_to_come(meetings: Iterable[Meeting], who: int) -> list[Registration]:
    """The other sides of meetings that are not over: of one that is, nobody needs a new agenda."""
    return [other_of(one, who) for one in meetings if one.slot.ends_at > now()]


def _refusal(meeting: Meeting) -> PinError | None:
    """What keeps a meeting from standing again, None where nothing does."""
    try:
        may_meet(meeting.run, meeting.first, meeting.second)
        for side in (meeting.first, meeting.second):
            is_free(meeting.run, meeting.slot, side)
        _is_empty(meeting.run, meeting.slot, meeting.table)
    except PinError as refusal:
        return refusal
    return None


def _stand_up(meeting: Meeting) -> None:
    db.session.execute(delete(MeetingSeat).where(MeetingSeat.meeting_id == meeting.id))


def _sit_down(meeting: Meeting) -> None:
    try:
        db.session.flush()
        sides = (meeting.first_id, meeting.second_id)
        db.session.execute(insert(MeetingSeat), seat(meeting.run_id, meeting.slot_id, meeting.id, sides))
    except IntegrityError as error:
        raise PinError("meetings.clash") from error
