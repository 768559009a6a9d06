"""Places that have opened in a timetable: who could take them, best first."""

from __future__ import annotations

from typing import NamedTuple

from pin_app.meetings.facts import FIT
from pin_app.meetings.models import Meeting, MeetingRun, MeetingSlot
from pin_app.meetings.queries import past, people, runs, setup
from pin_app.meetings.services import valuing
from pin_app.registrations.models import Registration

PROPOSED = 5


class Proposal(NamedTuple):
    """Somebody who could sit down, and what the meeting would be worth."""

    other: Registration
    value: float
    wished: str


def proposals(run: MeetingRun, slot: MeetingSlot, side: Registration, most: int = PROPOSED) -> list[Proposal]:
    """Return the best who are free in a slot and whom somebody has not met, nor refused, nor is refused by.

    Who has as many meetings as wanted is left alone.

    Something must speak for the meeting: a wish, or profiles that fit.
    """
    free = _free(run, slot)
    pairs, wishes = runs.pairs_in(run), people.wishes_at(run.event_id)
    scores = people.scores_at(run.event_id)
    found = []
    for other in free:
        low, high = sorted((side.id, other.id))
        if other.id == side.id or (low, high) in pairs or _same_firm(side, other):
            continue
        mine, theirs = wishes.get((side.id, other.id), ""), wishes.get((other.id, side.id), "")
        score = scores.get((low, high), 0.0)
        value = valuing.worth(score, mine, theirs)
        if value > 0 and (mine or theirs or score >= FIT):
            found.append(Proposal(other, value, mine or theirs))
    return sorted(found, key=lambda one: (-one.value, one.other.id))[:most]


def side_left(meeting: Meeting) -> Registration | None:
    """Return who sits alone after the other side did not come; None where nobody, or it is filled already."""
    if meeting.state not in ("no_show", "cancelled") or meeting.absent_id is None:
        return None
    left = meeting.second if meeting.absent_id == meeting.first_id else meeting.first
    return None if left.id in runs.seated(meeting.run, meeting.slot) else left


def _free(run: MeetingRun, slot: MeetingSlot) -> list[Registration]:
    seated, away = runs.seated(run, slot), people.absences_at(run.event_id)
    out = past.missing(run) | seated | _full(run)
    there = (one for one in people.participants_of(run.event_id) if slot.id not in away.get(one.id, set()))
    return [one for one in there if one.id not in out]


def _full(run: MeetingRun) -> set[int]:
    wanted, plan = people.most_of(run.event_id), setup.plan_by_id(run.event_id)
    have, most = runs.counted(run, wanted), plan.most if plan else 0
    return {number for number, own in wanted.items() if have.get(number, 0) >= min(own or most, most)}


def _same_firm(one: Registration, other: Registration) -> bool:
    return one.profile_id is not None and one.profile_id == other.profile_id
