"""Telling people to go by a timetable, and going back to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import people, runs
from pin_app.meetings.services import editing, planning, telling
from pin_app.registrations.models import Registration

Agendas = Mapping[int, frozenset[tuple[int, int, int]]]
"""By registration: slot, table and the other of each meeting."""


def publish(event: Event, run: MeetingRun, by: User) -> int:
    """Let people go by a draft and tell them, once however often it is asked; returns how many are told."""
    planning.held_plan(event)
    hold(run)
    if run.state == "published":
        return 0
    if not policies.may_publish(run, event):
        raise PinError("meetings.not_publishable")
    return _put_in_force(event, run, by, "meetings.published", "replaced")


def roll_back(event: Event, run: MeetingRun, by: User) -> int:
    """Let people go by an earlier timetable again, as it stood; returns how many are written to."""
    planning.held_plan(event)
    hold(run)
    if run.state == "published":
        return 0
    if not policies.may_roll_back_to(run):
        raise PinError("meetings.not_earlier")
    return _put_in_force(event, run, by, "meetings.rolled_back", "rolled_back")


def call_off_for(registration: Registration) -> None:
    """Call off what is planned for somebody who has left; the others are told."""
    run = runs.published(registration.event_id)
    for meeting in runs.agenda(registration.id, run) if run is not None else ():
        if meeting.state == "planned":
            other = meeting.second if meeting.first_id == registration.id else meeting.first
            editing.cancel(meeting, None, told=[other])


def _put_in_force(event: Event, run: MeetingRun, by: User, act: str, becomes: str) -> int:
    """Exchange the timetables; meetings of people who have left since it was made are called off."""
    standing = runs.published(event.id)
    before = agendas(standing)
    if standing is not None:
        hold(standing)
        standing.state = becomes
        db.session.flush()
    run.state, run.published_at = "published", now()
    db.session.flush()
    _call_off_gone(run)
    record(act, run, actor=by, number=run.number, instead_of=standing.number if standing else None)
    return _tell(before, agendas(run), first=standing is None)


def agendas(run: MeetingRun | None) -> Agendas:
    """Return by registration what its agenda holds."""
    found: dict[int, set[tuple[int, int, int]]] = {}
    for meeting in runs.meetings_of(run) if run is not None else ():
        place = meeting.slot_id, meeting.table_id
        found.setdefault(meeting.first_id, set()).add((*place, meeting.second_id))
        found.setdefault(meeting.second_id, set()).add((*place, meeting.first_id))
    return {number: frozenset(held) for number, held in found.items()}


def _tell(before: Agendas, after: Agendas, first: bool) -> int:
    """Write to those whose agenda is another than before."""
    other = [number for number in {*before, *after} if before.get(number) != after.get(number)]
    wanted = select(Registration).where(
        Registration.id.in_(sorted(other)), Registration.state == "registered"
    )
    told = db.session.scalars(wanted.order_by(Registration.id)).all()
    for registration in told:
        telling.tell_agenda(registration, changed=not first)
    return len(told)


def _call_off_gone(run: MeetingRun) -> None:
    there = {one.id for one in people.participants_of(run.event_id)}
    for meeting in runs.meetings_of(run):
        if not _both(meeting, there):
            editing.cancel(meeting, None, told=())


def _both(meeting: Meeting, there: set[int]) -> bool:
    return meeting.first_id in there and meeting.second_id in there
