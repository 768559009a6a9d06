"""Jobs of this room: making a timetable, and asking after the event how meetings were."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from pin_app.db import db, now
from pin_app.jobs import jobs
from pin_app.matches.network import looking
from pin_app.meetings import adapter
from pin_app.meetings.heart import beating
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import feedback as told
from pin_app.meetings.queries import runs
from pin_app.meetings.services import asking, hearing, making, publishing, scoring, wishing
from pin_app.registrations.models import Registration
from pin_app.registrations.signals import registration_changed, registration_forgotten

log = logging.getLogger(__name__)
SECONDS = 60.0  # of work on one timetable
TELL_EVERY = 2.0  # seconds
ASKED_WITHIN = timedelta(days=14)  # after an event nobody is asked later


@jobs.task()
def make(run_id: int) -> None:
    """Make a timetable that was asked for; what goes wrong is written down for its organisers."""
    run = making.take(run_id)
    if run is None:
        db.session.rollback()
        return
    event_id = run.event_id
    db.session.commit()
    try:
        with beating(run_id) as is_over:
            _make(run_id, event_id, is_over)
    except Exception as error:
        db.session.rollback()
        log.exception("a timetable could not be made", extra={"run": run_id})
        why = type(error).__name__
        _at(run_id, lambda run: making.fail(run, why))


@jobs.task()
def score(event_id: int) -> None:
    """Compute how well the participants of an event fit, so that people see it while they wish."""
    scoring.refresh(event_id)
    db.session.commit()


@jobs.task(every_minutes=30, lane="short")
def ask_feedback() -> None:
    """Ask after each event how the meetings were; everybody once, each committed alone."""
    for event_id in [plan.event_id for plan in told.events_to_ask(now() - ASKED_WITHIN, now())]:
        for number, count in told.to_ask(event_id):
            asking.ask(number, count)
            db.session.commit()
        asking.finish(event_id)
        db.session.commit()


@jobs.task(lane="short")
def tell(run_id: int) -> None:
    """Tell people that a timetable is in force, in portions; done again it goes on where it ended."""
    while (run := db.session.get(MeetingRun, run_id)) is not None and publishing.tell_some(run):
        db.session.commit()
    db.session.commit()


@jobs.task(every_minutes=1, lane="short")
def watch() -> None:
    """Give timetables up whose job has ended without a word; tell those who should have heard of one."""
    making.give_up_stalled()
    db.session.commit()
    for run_id in runs.untold():
        tell(run_id)


def _make(run_id: int, event_id: int, is_over: Callable[[], bool]) -> None:
    scoring.refresh(event_id)
    db.session.commit()
    _at(run_id, lambda run: making.note(run, "solving"))
    with looking():
        facts = making.facts(db.session.get_one(MeetingRun, run_id))
    found = adapter.make(facts, SECONDS, _Teller(run_id), is_over)
    _at(run_id, lambda run: making.keep(run, found))


class _Teller:
    """Writes down now and then how far the scheduler is."""

    def __init__(self, run_id: int) -> None:
        self.run_id, self.told = run_id, 0.0

    def __call__(self, meetings: int) -> None:
        if time.monotonic() - self.told > TELL_EVERY:
            self.told = time.monotonic()
            _at(self.run_id, lambda run: making.note(run, "solving", meetings, meetings))


def _at(run_id: int, deed: Callable[[MeetingRun], None]) -> None:
    """Do something to a timetable in a transaction of its own."""
    db.session.rollback()
    run = db.session.get(MeetingRun, run_id)
    if run is not None:
        deed(run)
        db.session.commit()


@registration_changed.connect
def _follow(_sender: object, registration: Registration, before: str, **_facts: object) -> None:
    """Call off the meetings of somebody who no longer has a place.

    An event that does not take place leaves its timetable as it was: everybody is told of the event, once.
    """
    if registration.event.state == "cancelled":
        return
    if before == "registered" and registration.state != "registered":
        wishing.leave(registration)
        publishing.call_off_for(registration)


@registration_forgotten.connect
def _forget(_sender: object, registration: Registration, **_facts: object) -> None:
    """Forget what somebody wrote about meetings, with everything else that they wrote."""
    hearing.forget_notes(registration)
