"""The store itself refuses what would clash, also when two people write at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import Meeting, MeetingRun, MeetingSeat
from pin_app.meetings.queries import runs
from pin_app.meetings.services import editing, publishing
from pin_app.meetings.services.making import seat
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector


def meeting(fair: Fair, run: MeetingRun, pair: tuple[int, int], slot: int, table: int) -> Meeting:
    made = Meeting(
        run_id=run.id, slot_id=fair.slots[slot].id, table_id=fair.tables[table].id, first_id=pair[0],
        second_id=pair[1],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.execute(insert(MeetingSeat), seat(run.id, made.slot_id, made.id, pair))
    db.session.commit()
    return made


def test_nobody_has_two_seats_in_one_slot(fair: Fair) -> None:
    one, other, third = (person.id for person in fair.many(3))
    run = fair.run()
    meeting(fair, run, (one, other), 0, 0)
    with pytest.raises(IntegrityError):
        meeting(fair, run, (one, third), 0, 1)
    db.session.rollback()
    meeting(fair, run, (one, third), 1, 1)
    meeting(fair, fair.run(number=2), (one, third), 0, 1)


def test_a_table_has_one_meeting_in_a_slot(fair: Fair) -> None:
    one, other, third, fourth = (person.id for person in fair.many(4))
    run = fair.run()
    meeting(fair, run, (one, other), 0, 0)
    with pytest.raises(IntegrityError):
        meeting(fair, run, (third, fourth), 0, 0)


def test_two_meet_once_in_a_timetable(fair: Fair) -> None:
    one, other = (person.id for person in fair.many(2))
    run = fair.run()
    meeting(fair, run, (one, other), 0, 0)
    with pytest.raises(IntegrityError):
        meeting(fair, run, (one, other), 1, 0)


def test_a_seat_is_in_the_slot_of_its_meeting(fair: Fair) -> None:
    one, other = (person.id for person in fair.many(2))
    run = fair.run()
    made = meeting(fair, run, (one, other), 0, 0)
    with pytest.raises(IntegrityError):
        db.session.execute(insert(MeetingSeat), seat(run.id, fair.slots[1].id, made.id, (one, other)))
        db.session.commit()


def test_an_event_has_one_published_timetable(fair: Fair) -> None:
    fair.run("published")
    with pytest.raises(IntegrityError):
        fair.run("published", number=2)


def test_what_the_guards_did_not_see_is_still_refused(fair: Fair, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = fair.many(3)
    run = fair.run()
    editing.add(run, fair.by, (one, other), fair.slots[0], fair.tables[0])
    monkeypatch.setattr(editing, "is_free", lambda *_given: None)
    with pytest.raises(PinError, match="Somebody has just put"):
        editing.add(run, fair.by, (one, third), fair.slots[0], fair.tables[1])


def at_once(app: Flask, fair: Fair, times: int, send: Callable[[Inspector], int]) -> list[int]:
    """Have so many browsers of the organiser press a button at the same moment."""
    browsers = [signed_in(Inspector(app), fair.by) for _ in range(times)]
    for browser in browsers:
        browser.get("/help")
    gate, answers = threading.Barrier(times), list[int]()

    def press(browser: Inspector) -> None:
        with app.app_context():
            gate.wait()
            answers.append(send(browser))

    threads = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    db.session.commit()
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_published_by_many_at_once_people_are_told_once(
    app: Flask, fair: Fair, work: Callable[[], int]
) -> None:
    one, other = fair.many(2)
    run = fair.run()
    editing.add(run, fair.by, (one, other), fair.slots[0], fair.tables[0])
    address = f"/events/{fair.event.public_id}/meetings/runs/1/publish"

    def send(browser: Inspector) -> int:
        return browser.send("POST", address, data={"csrf_token": browser.page.csrf_token}).status_code

    assert at_once(app, fair, 8, send) == [302] * 8
    work()
    assert db.session.query(MeetingRun).filter_by(state="published").count() == 1
    assert db.session.query(OutgoingMail).filter_by(template="meeting_agenda").count() == 2
    assert db.session.query(AuditEntry).filter_by(action="meetings.published").count() == 1


def test_one_table_given_away_by_many_at_once_is_given_once(app: Flask, fair: Fair) -> None:
    people = fair.many(12)
    pairs = [(people[n].public_id, people[n + 1].public_id) for n in range(0, 12, 2)]
    fair.run()
    place = {"slot": str(fair.slots[0].id), "table": str(fair.tables[0].id)}
    address = f"/events/{fair.event.public_id}/meetings/runs/1/add"

    def send(browser: Inspector) -> int:
        first, second = pairs.pop()
        data = place | {"first": first, "second": second, "csrf_token": browser.page.csrf_token}
        return browser.send("POST", address, data=data).status_code

    assert sorted(at_once(app, fair, 6, send)) == [302, 422, 422, 422, 422, 422]
    assert db.session.query(Meeting).count() == 1
    assert db.session.query(MeetingSeat).count() == 2


def test_telling_goes_on_where_it_was_interrupted(fair: Fair) -> None:
    people = fair.many(4)
    run = fair.run()
    editing.add(run, fair.by, (people[0], people[1]), fair.slots[0], fair.tables[0])
    editing.add(run, fair.by, (people[2], people[3]), fair.slots[0], fair.tables[1])
    publishing.publish(fair.event, run, fair.by)
    told = [publishing.tell_some(run, most=3)]
    db.session.commit()
    told += [publishing.tell_some(run, most=3), publishing.tell_some(run, most=3)]
    assert told == [3, 1, 0]
    mails = [mail.to_address for mail in db.session.query(OutgoingMail).filter_by(template="meeting_agenda")]
    assert sorted(mails) == sorted(one.email for one in people)
    assert runs.untold() == []


def test_a_newer_timetable_tells_those_whom_the_older_did_not_reach(fair: Fair) -> None:
    one, other = fair.many(2)
    first, second = fair.run(), fair.run(number=2)
    for run in (first, second):
        editing.add(run, fair.by, (one, other), fair.slots[0], fair.tables[0])
    publishing.publish(fair.event, first, fair.by)
    assert runs.untold() == [first.id]
    fair.publish(second)
    mails = db.session.query(OutgoingMail).filter_by(template="meeting_agenda").count()
    assert (mails, publishing.tell_some(first), runs.untold()) == (2, 0, [])
