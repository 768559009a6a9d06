"""Telling people to go by a timetable, and going back to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import people, runs
from pin_app.meetings.services import carrying, editing, planning, telling
from pin_app.registrations.models import Registration

Agendas = Mapping[int, frozenset[tuple[int, int, int]]]
"""By registration: slot, table and the other of each meeting."""


def publish(event: Event, run: MeetingRun, by: User) -> int:
    """Let people go by a draft, once however often it is asked; returns how many are to be told."""
    planning.held_plan(event)
    hold(run)
    if run.state == "published":
        return 0
    if not policies.may_publish(run, event):
        raise PinError("meetings.not_publishable")
    return _put_in_force(event, run, by, "meetings.published", "replaced")


def roll_back(event: Event, run: MeetingRun, by: User) -> int:
    """Let people go by an earlier timetable again, as it stood; returns how many are to be told."""
    planning.held_plan(event)
    hold(run)
    if run.state == "published":
        return 0
    if not policies.may_roll_back_to(run, event):
        raise PinError("meetings.not_earlier")
    return _put_in_force(event, run, by, "meetings.rolled_back", "rolled_back")


def call_off_for(registration: Registration) -> None:
    """Call off what is still to come for somebody who has left; the others are told."""
    run = runs.published(registration.event_id)
    for meeting in runs.agenda(registration.id, run) if run is not None else ():
        if meeting.state == "planned" and meeting.slot.starts_at > now():
            other = meeting.second if meeting.first_id == registration.id else meeting.first
            editing.cancel(meeting, None, told=[other])


def tell_some(run: MeetingRun, most: int = 20) -> int:
    """Tell some more of those whose agenda changed when a timetable came into force; returns how many were.

    Nobody is told twice, and none at all once another timetable is in force.
    """
    hold(run)
    if run.state != "published" or run.published_at is None or run.options.get("told", True):
        return 0
    heard = runs.mailed_since(run.event_id, telling.AGENDA, run.published_at)
    left = [one for one in _concerned(run) if one.id not in heard]
    for registration in left[:most]:
        telling.tell_agenda(registration, changed=run.options.get("changes_agendas", True))
    if len(left) <= most:
        run.options = {**run.options, "told": True}
    db.session.flush()
    return len(left[:most])


def tell_anew(run: MeetingRun) -> None:
    """Have everybody told once more who goes by a timetable, whose times are others now."""
    run.published_at = now()
    run.options = {**run.options, "instead_of": None, "changes_agendas": True, "told": False}
    db.session.flush()


def _put_in_force(event: Event, run: MeetingRun, by: User, act: str, becomes: str) -> int:
    """Exchange the timetables; meetings of people who have left since it was made are called off.

    Who is concerned is told by a job, in portions, so that nobody else waits for the store meanwhile.
    """
    standing = runs.published(event.id)
    if standing is not None:
        hold(standing)
        standing.state = becomes
        db.session.flush()
    run.state, run.published_at = "published", now()
    heard = standing is None or standing.options.get("told", True)
    before = {"instead_of": standing.id if standing and heard else None, "changes_agendas": bool(standing)}
    run.options = {**run.options, **before, "told": False}
    db.session.flush()
    _call_off_gone(run)
    if standing is not None:
        carrying.carry_over(standing, run)
    record(act, run, actor=by, number=run.number, instead_of=standing.number if standing else None)
    return len(_concerned(run))


def _concerned(run: MeetingRun) -> Sequence[Registration]:
    """Return whose agenda is another than before; everybody's where not all had heard of what was before."""
    earlier = db.session.get(MeetingRun, run.options.get("instead_of") or 0)
    before, after = agendas(earlier), agendas(run)
    other = [number for number in {*before, *after} if before.get(number) != after.get(number)]
    wanted = select(Registration).where(
        Registration.id.in_(sorted(other)), Registration.state == "registered"
    )
    return db.session.scalars(wanted.order_by(Registration.id)).all()


def agendas(run: MeetingRun | None) -> Agendas:
    """Return by registration what its agenda holds."""
    found: dict[int, set[tuple[int, int, int]]] = {}
    for meeting in runs.meetings_of(run) if run is not None else ():
        place = meeting.slot_id, meeting.table_id
        found.setdefault(meeting.first_id, set()).add((*place, meeting.second_id))
        found.setdefault(meeting.second_id, set()).add((*place, meeting.first_id))
    return {number: frozenset(held) for number, held in found.items()}


def _call_off_gone(run: MeetingRun) -> None:
    there = {one.id for one in people.participants_of(run.event_id)}
    for meeting in runs.meetings_of(run):
        if not _both(meeting, there):
            editing.cancel(meeting, None, told=())


def _both(meeting: Meeting, there: set[int]) -> bool:
    return meeting.first_id in there and meeting.second_id in there
