"""A timetable made on the day leaves alone what has begun, and plans without those who did not come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.jobs import enqueue
from pin_app.mail.models import OutgoingMail
from pin_app.meetings import tasks
from pin_app.meetings.models import (
    Meeting,
    MeetingFeedback,
    MeetingParticipant,
    MeetingRun,
    MeetingSeat,
    MeetingWish,
)
from pin_app.meetings.queries import feedback, held, runs
from pin_app.meetings.services import editing, hearing, making, publishing, replacing
from pin_app.registrations.models import Registration
from tests.factories.meetings import Fair

Work = Callable[[], int]
Places = list[tuple[int, int, int, str]]


@pytest.fixture
def running(app: Flask) -> Fair:
    """An event in which two slots are over and two are to come."""
    return Fair(starts_at=now() - timedelta(minutes=55), ends_at=now() + timedelta(hours=3))


def all_wish(people: list[Registration]) -> None:
    wishes = [(one.id, other.id) for one in people for other in people if one is not other]
    db.session.add_all(MeetingWish(registration_id=a, other_id=b, wish="would") for a, b in wishes)
    db.session.commit()


def anew(fair: Fair, work: Work) -> MeetingRun:
    run = making.ask(fair.event, fair.by)
    db.session.commit()
    enqueue(tasks.make, run.id)
    work()
    db.session.refresh(run)
    return run


def places(run: MeetingRun, slots: list) -> Places:
    """What stands in some slots: place of the slot, both sides, state."""
    order = {slot.id: place for place, slot in enumerate(slots)}
    found = [one for one in runs.meetings_of(run, ("planned", "held", "no_show")) if one.slot_id in order]
    return [(order[one.slot_id], one.first_id, one.second_id, one.state) for one in found]


@pytest.fixture
def morning(running: Fair) -> tuple[MeetingRun, list[Registration]]:
    """Two meetings have begun, one of which is known to have been held; one is to come."""
    people = running.many(4)
    ann, bob, cid, dina = people
    run = running.run()
    for slot, sides in ((0, (ann, bob)), (1, (cid, dina)), (2, (ann, cid))):
        editing.add(run, running.by, sides, running.slots[slot], running.tables[0])
    running.publish(run)
    first = runs.meetings_of(run)[0]
    editing.mark_held(first, running.by, True)
    hearing.answer(ann, first, "cooperation_possible", "Good", "page")
    db.session.commit()
    return run, people


def test_what_has_begun_stays_with_what_was_said_of_it(
    running: Fair, morning: tuple[MeetingRun, list[Registration]], work: Work
) -> None:
    first, people = morning
    ann, bob, cid, dina = (one.id for one in people)
    address = runs.meetings_of(first)[0].public_id
    all_wish(people)
    second = anew(running, work)
    assert [one[:3] for one in places(second, running.slots[:2])] == [(0, ann, bob), (1, cid, dina)]
    assert len(places(second, running.slots[2:])) == 4
    assert all(
        slot not in {one.id for one in running.slots[:2]}
        for rows in second.report["empty"].values()
        for numbers, *_ in rows
        for slot in numbers
    )
    running.publish(second)
    assert runs.meetings_of(second)[0].public_id == address
    assert places(second, running.slots[:2]) == [(0, ann, bob, "held"), (1, cid, dina, "planned")]
    assert feedback.counts(running.event.id) == {"cooperation_possible": 1}
    assert held.held_by([ann, bob, cid]) == {ann: 1, bob: 1}
    seats = db.session.query(MeetingSeat).filter_by(run_id=second.id).count()
    assert seats == 2 * len(runs.meetings_of(second)) == 12


def test_a_draft_that_was_made_earlier_begins_with_what_took_place_instead(
    running: Fair, morning: tuple[MeetingRun, list[Registration]]
) -> None:
    first, (ann, bob, cid, dina) = morning
    draft = running.run(number=2)
    for slot, sides in ((0, (ann, cid)), (1, (bob, dina)), (2, (ann, bob)), (3, (bob, cid))):
        editing.add(draft, running.by, sides, running.slots[slot], running.tables[0])
    running.publish(draft)
    now_stands = [
        (0, ann.id, bob.id, "held"),
        (1, cid.id, dina.id, "planned"),
        (3, bob.id, cid.id, "planned"),
    ]
    assert places(draft, running.slots) == now_stands  # ann and bob have met already
    publishing.roll_back(running.event, first, running.by)
    publishing.roll_back(running.event, draft, running.by)
    publishing.roll_back(running.event, first, running.by)
    assert places(first, running.slots) == [*now_stands[:2], (2, ann.id, cid.id, "planned")]
    (said,) = db.session.query(MeetingFeedback).all()
    assert db.session.get_one(Meeting, said.meeting_id).run_id == first.id


def test_who_did_not_come_gets_no_new_meetings_until_let_in(
    running: Fair, morning: tuple[MeetingRun, list[Registration]], work: Work
) -> None:
    run, people = morning
    ann = people[0]
    all_wish(people)
    editing.mark_absent(runs.meetings_of(run)[2], running.by, ann, rest=True)
    assert ann.id not in {side for one in places(anew(running, work), running.slots[2:]) for side in one[1:3]}
    db.session.add(
        CheckIn(
            event_id=running.event.id, registration_id=ann.id, day=now().date(), first_at=now(),
            by_id=running.by.id,
        )
    )  # fmt: skip
    assert ann.id in {side for one in places(anew(running, work), running.slots[2:]) for side in one[1:3]}


def test_nobody_is_written_to_about_a_meeting_that_is_over(
    running: Fair, morning: tuple[MeetingRun, list[Registration]]
) -> None:
    run, (ann, _bob, cid, _dina) = morning
    db.session.query(OutgoingMail).delete()
    over = next(one for one in runs.meetings_of(run) if one.slot_id == running.slots[1].id)
    absent = editing.mark_absent(over, running.by, cid, rest=True)
    back = editing.take_back_absence(over, running.by, rest=True)
    assert [len(absent), len(back)] == [2, 2]
    db.session.commit()
    assert [mail.to_address for mail in db.session.query(OutgoingMail)] == [ann.email, ann.email]


def test_who_leaves_at_noon_has_met_those_of_the_morning(
    running: Fair, morning: tuple[MeetingRun, list[Registration]]
) -> None:
    run, (_, _, cid, dina) = morning
    publishing.call_off_for(cid)
    assert (1, cid.id, dina.id, "planned") in places(run, running.slots)
    assert places(run, running.slots[2:]) == []


def test_nobody_is_proposed_who_has_as_many_meetings_as_wanted(
    running: Fair, morning: tuple[MeetingRun, list[Registration]]
) -> None:
    run, people = morning
    ann, bob, _, dina = people
    all_wish(people)

    def proposed() -> list[int]:
        return [one.other.id for one in replacing.proposals(run, running.slots[3], bob)]

    assert dina.id in proposed()
    db.session.get_one(MeetingParticipant, dina.id).most = 1
    assert dina.id not in proposed()
    assert ann.id not in proposed()  # whom bob has met
