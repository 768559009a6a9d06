"""When an event is moved, its slots follow or stay, and who goes by a timetable is told once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import clocks
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import Meeting, MeetingSlot
from pin_app.meetings.queries import runs, setup
from pin_app.meetings.services import editing, moving, planning
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector
from tests.meetings.test_routes_organiser import Work


def postponed(fair: Fair, by: timedelta) -> None:
    """Move the event alone."""
    fair.plan.laid_for = fair.event.starts_at
    fair.event.starts_at += by
    fair.event.ends_at += by
    db.session.commit()


def starts(fair: Fair) -> list[datetime]:
    return [slot.starts_at for slot in setup.slots_of(fair.event.id)]


@pytest.mark.parametrize("by", [timedelta(minutes=30), timedelta(minutes=-30), timedelta(days=-90)])
def test_slots_follow_by_the_clocks_of_the_event(fair: Fair, by: timedelta) -> None:
    before, began = starts(fair), fair.event.starts_at
    postponed(fair, by)
    zone = fair.event.time_zone
    far = clocks.distance(began, fair.event.starts_at, zone)
    assert moving.follow(fair.event, fair.by) is None  # nobody goes by a timetable
    assert starts(fair) == [clocks.shifted(one, far, zone) for one in before]
    db.session.commit()
    moving.follow(fair.event, fair.by)
    assert starts(fair) == [clocks.shifted(one, far, zone) for one in before]


def test_nothing_is_offered_where_nothing_moved(fair: Fair) -> None:
    assert moving.offer(fair.event) is None
    fair.plan.laid_for = fair.event.starts_at
    assert moving.offer(fair.event) is None
    postponed(fair, timedelta(hours=1))
    found = moving.offer(fair.event)
    assert found is not None
    assert found.would_be - found.stands == timedelta(hours=1)
    fair.event.state = "cancelled"
    assert moving.offer(fair.event) is None
    with pytest.raises(PinError):
        moving.follow(fair.event, fair.by)


def test_slots_that_are_laid_know_their_event(fair: Fair) -> None:
    for slot in fair.slots:
        db.session.delete(slot)
    db.session.flush()
    local = clocks.local(fair.event.starts_at, fair.event.time_zone)
    first = local.time()
    last = (local + timedelta(hours=2)).time()
    assert planning.lay_slots(fair.event, fair.by, local.date(), first, last, None) == 4
    assert fair.plan.laid_for == fair.event.starts_at


def test_an_organiser_moves_them_once_and_people_are_told(
    app: Flask, client: Inspector, fair: Fair, work: Work
) -> None:
    people, run = fair.many(3), fair.run()
    editing.add(run, fair.by, (people[0], people[1]), fair.slots[0], fair.tables[0])
    fair.publish(run)
    db.session.query(OutgoingMail).delete()
    postponed(fair, timedelta(hours=1))
    db.session.query(Meeting).update({"changed_at": now() - timedelta(days=1)})
    db.session.commit()
    signed_in(client, fair.by)
    address = f"/events/{fair.event.public_id}"
    client.get(f"{address}/manage")
    assert "its slots for meetings were not yet" in client.words
    client.get(f"{address}/meetings")
    assert "everybody who has meetings is told" in client.words
    before = starts(fair)
    for _click in range(2):
        client.post(f"{address}/meetings/slots/moved", {"answer": "follow"})
    work()
    db.session.expire_all()
    assert starts(fair) == [one + timedelta(hours=1) for one in before]
    mails = db.session.query(OutgoingMail).filter_by(template="meeting_agenda").all()
    assert len(mails) == 2
    meeting = db.session.query(Meeting).one()
    assert meeting.changed_at > now() - timedelta(hours=1)
    assert db.session.query(AuditEntry).filter_by(action="meetings.slots_moved").count() == 1
    client.get(f"{address}/meetings/plan")
    assert "Move the slots along" not in client.words
    shown = runs.published(fair.event.id)
    assert shown is not None
    assert shown.number == run.number


def test_an_organiser_leaves_them(client: Inspector, fair: Fair) -> None:
    postponed(fair, timedelta(hours=1))
    before = starts(fair)
    signed_in(client, fair.by)
    address = f"/events/{fair.event.public_id}/meetings"
    client.get(f"{address}/plan")
    assert "Leave them as they are" in client.words
    client.post(f"{address}/slots/moved", {"answer": "perhaps"}, 400)
    client.post(f"{address}/slots/moved", {"answer": "stay"})
    assert starts(fair) == before
    client.get(f"{address}/plan")
    assert "Leave them as they are" not in client.words
    assert db.session.query(MeetingSlot).count() == len(before)
