"""Organisers set meetings up, have timetables made, publish them and change them by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events import showing
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import Meeting, MeetingRun, MeetingSeat, MeetingSlot, MeetingTable
from pin_app.meetings.queries import runs, setup
from pin_app.meetings.services import editing, wishing
from pin_app.registrations.models import Registration
from tests.factories import events
from tests.factories.meetings import Fair
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

Work = Callable[[], int]


@pytest.fixture
def organiser(client: Inspector, fair: Fair) -> Inspector:
    return signed_in(client, fair.by)


def meet(fair: Fair, run: MeetingRun, one: Registration, other: Registration, place: int = 0) -> Meeting:
    made = editing.add(run, fair.by, (one, other), fair.slots[place], fair.tables[0])
    db.session.commit()
    return made


def test_an_event_is_set_up_from_nothing(client: Inspector) -> None:
    by, event = events.organised()
    signed_in(client, by)
    address = f"/events/{event.public_id}/meetings"
    client.follow(client.get(address, 302))
    day = showing.local(event, event.starts_at)
    client.post(f"{address}/plan", {
        "opens_at": "2026-01-01T08:00", "closes_at": f"{day:%Y-%m-%dT%H:%M}", "minutes": "20",
        "break_minutes": "10", "most": "6", "feedback": "y",
    })  # fmt: skip
    client.post(f"{address}/slots", {
        "day": day.date().isoformat(), "first": "10:00", "last": "15:00",
        "lunch_from": "12:00", "lunch_to": "13:30",
    })  # fmt: skip
    found = [f"{showing.local(event, slot.starts_at):%H:%M}" for slot in setup.slots_of(event.id)]
    assert found == ["10:00", "10:30", "11:00", "11:30", "13:30", "14:00", "14:30"]
    client.post(f"{address}/tables/numbered", {"count": "3"})
    client.post(f"{address}/tables", {"names": "1\n2\nGarden\n\n2"})
    assert [table.name for table in setup.tables_of(event.id)] == ["1", "2", "Garden"]
    client.get(f"{address}/plan")
    client.get(address)
    assert "Nobody takes part yet" in client.words


def test_wrong_hours_and_periods_are_told(organiser: Inspector, fair: Fair) -> None:
    address = f"/events/{fair.event.public_id}/meetings"
    day = showing.local(fair.event, fair.event.starts_at).date().isoformat()
    organiser.get(f"{address}/plan")
    organiser.post(f"{address}/slots", {"day": day, "first": "15:00", "last": "10:00"}, 422)
    assert "The end has to lie after the start." in organiser.words
    organiser.post(f"{address}/plan", {
        "opens_at": "2030-01-02T08:00", "closes_at": "2030-01-01T08:00", "minutes": "20",
        "break_minutes": "0", "most": "1",
    }, 422)  # fmt: skip
    assert "Wishes end after they begin" in organiser.words
    organiser.post(f"{address}/tables", {"names": "\n".join(str(n) for n in range(301))}, 422)


def test_a_used_slot_or_table_stays(organiser: Inspector, fair: Fair) -> None:
    run = fair.run()
    meet(fair, run, *fair.many(2))
    address = f"/events/{fair.event.public_id}/meetings"
    organiser.post(f"{address}/slots/{fair.slots[0].id}/remove", status=409)
    organiser.post(f"{address}/slots/{fair.slots[1].id}/remove")
    organiser.post(f"{address}/tables", {"names": "2"}, 422)
    counted = db.session.query(MeetingSlot).count(), db.session.query(MeetingTable).count()
    assert counted == (3, 2)


def test_from_asking_to_publishing(organiser: Inspector, fair: Fair, work: Work) -> None:
    one, other = fair.many(2)
    wishing.wish(one, other, "must")
    address = f"/events/{fair.event.public_id}/meetings"
    organiser.get(address)
    organiser.follow(organiser.post(f"{address}/runs", {"changes": ""}))
    assert "about to be made" in organiser.words
    work()
    organiser.get(f"{address}/runs/1")
    assert "Firm 00" in organiser.words
    organiser.get(f"{address}/runs/1/why")
    organiser.follow(organiser.post(f"{address}/runs/1/publish"))
    assert "2 people are told." in organiser.words
    work()
    mails = db.session.query(OutgoingMail).filter_by(template="meeting_agenda").all()
    assert sorted(mail.to_address for mail in mails) == sorted((one.email, other.email))
    organiser.get(f"{address}/day")
    assert "Firm 00" in organiser.words
    assert organiser.get(f"{address}/day.pdf").data[:5] == b"%PDF-"
    acts = [row.action for row in db.session.query(AuditEntry) if row.action.startswith("meetings.")]
    assert [acts.count(f"meetings.{act}") for act in ("published", "plan_printed")] == [1, 1]


def test_by_hand_nothing_can_clash(organiser: Inspector, fair: Fair) -> None:
    one, other, third = fair.many(3)
    run = fair.run()
    meeting = meet(fair, run, one, other)
    address = f"/events/{fair.event.public_id}/meetings"
    given = {"first": one.public_id, "second": third.public_id,
             "slot": str(fair.slots[0].id), "table": str(fair.tables[1].id)}  # fmt: skip
    organiser.get(f"{address}/runs/1/add")
    organiser.post(f"{address}/runs/1/add", given, 422)
    assert "Firm 00 sits in another meeting then." in organiser.words
    organiser.post(f"{address}/runs/1/add", given | {"slot": str(fair.slots[1].id)})
    moved = {"slot": str(fair.slots[1].id), "table": str(fair.tables[0].id)}
    organiser.post(f"{address}/one/{meeting.public_id}/move", moved, 422)
    organiser.post(f"{address}/one/{meeting.public_id}/move", moved | {"slot": str(fair.slots[2].id)})
    organiser.post(f"{address}/one/{meeting.public_id}/lock", {"locked": "yes"})
    organiser.get(f"{address}/one/{meeting.public_id}")
    assert "Locked" in organiser.words
    organiser.post(f"{address}/one/{meeting.public_id}/cancel")
    assert len(runs.meetings_of(run)) == 1


def test_somebody_does_not_come_and_the_place_is_filled(organiser: Inspector, fair: Fair) -> None:
    one, other, third = fair.many(3)
    run = fair.run("published")
    meeting = meet(fair, run, one, other)
    wishing.wish(third, one, "would")
    db.session.commit()
    address = f"/events/{fair.event.public_id}/meetings"
    organiser.get(f"{address}/one/{meeting.public_id}")
    side = "first" if meeting.first_id == other.id else "second"
    organiser.follow(
        organiser.post(f"{address}/one/{meeting.public_id}/absent", {"side": side, "rest": "yes"})
    )
    assert "Who could sit down with Firm 00" in organiser.words
    organiser.get(f"{address}/day")
    assert "Places that have opened" in organiser.words
    organiser.post(f"{address}/one/{meeting.public_id}/fill", {"other": third.public_id})
    assert [(m.first_id, m.second_id) for m in runs.meetings_of(run)] == [(one.id, third.id)]
    organiser.post(f"{address}/one/{meeting.public_id}/fill", {"other": third.public_id}, 409)
    told = [mail.to_address for mail in db.session.query(OutgoingMail).filter_by(template="meeting_agenda")]
    assert (told.count(one.email), told.count(third.email)) == (3, 1)


def test_a_mistaken_absence_is_taken_back(organiser: Inspector, fair: Fair) -> None:
    one, other, third = fair.many(3)
    run = fair.run("published")
    meetings = [meet(fair, run, one, other), meet(fair, run, one, third, 1)]
    address = f"/events/{fair.event.public_id}/meetings/one/{meetings[0].public_id}"
    organiser.get(address)
    organiser.post(f"{address}/absent", {"side": "first", "rest": "yes"})
    assert [len(runs.meetings_of(run)), db.session.query(MeetingSeat).count()] == [0, 0]
    organiser.get(address)
    assert "Firm 00 did not come" in organiser.words
    organiser.follow(organiser.post(f"{address}/came", {"rest": "yes"}))
    assert "2 meetings stand again." in organiser.words
    assert [(m.id, m.state, m.absent_id) for m in runs.meetings_of(run)] == [
        (made.id, "planned", None) for made in meetings
    ]
    assert db.session.query(MeetingSeat).count() == 4
    organiser.post(f"{address}/came", status=409)
    told = [mail.to_address for mail in db.session.query(OutgoingMail).filter_by(template="meeting_agenda")]
    assert [told.count(who.email) for who in (other, third)] == [3, 3]


def test_an_absence_is_not_taken_back_over_a_filled_place(organiser: Inspector, fair: Fair) -> None:
    one, other, third = fair.many(3)
    run = fair.run("published")
    meeting, later = meet(fair, run, one, other), meet(fair, run, one, third, 1)
    address = f"/events/{fair.event.public_id}/meetings/one/{meeting.public_id}"
    organiser.get(address)
    organiser.post(f"{address}/absent", {"side": "first", "rest": "yes"})
    filled = meet(fair, run, other, third)
    organiser.get(address)
    assert "The place is filled by now." in organiser.words
    organiser.post(f"{address}/came", {"rest": "yes"}, 409)
    assert [m.id for m in runs.meetings_of(run)] == [filled.id]
    db.session.expire_all()
    assert (meeting.state, later.state) == ("no_show", "no_show")


def test_going_back_asks_first_and_restores_the_timetable(organiser: Inspector, fair: Fair) -> None:
    one, other, third = fair.many(3)
    first, second = fair.run(), fair.run(number=2)
    meet(fair, first, one, other)
    meet(fair, second, one, third, 1)
    fair.publish(first)
    fair.publish(second)
    db.session.commit()
    before = [(m.slot_id, m.table_id, m.first_id, m.second_id) for m in runs.meetings_of(first)]
    address = f"/events/{fair.event.public_id}/meetings/runs/1"
    organiser.get(f"{address}/roll-back")
    organiser.post(f"{address}/roll-back")
    db.session.expire_all()
    assert (first.state, second.state) == ("published", "rolled_back")
    assert [(m.slot_id, m.table_id, m.first_id, m.second_id) for m in runs.meetings_of(first)] == before
    organiser.get(f"{address}/roll-back", 302)


def test_people_are_asked_for_wishes_once(organiser: Inspector, fair: Fair) -> None:
    fair.comes("Has answered")
    silent = events.registration(fair.event)
    events.registration(fair.event, "waiting")
    for _again in range(2):
        organiser.post(f"/events/{fair.event.public_id}/meetings/invite")
    mails = db.session.query(OutgoingMail).filter_by(template="meeting_wishes").all()
    assert [mail.to_address for mail in mails] == [silent.email]


def test_other_organisers_find_nothing(app: Flask, client: Inspector, fair: Fair) -> None:
    run = fair.run()
    meeting = meet(fair, run, *fair.many(2))
    signed_in(client, person(role="organiser"))
    address = f"/events/{fair.event.public_id}/meetings"
    one, acts = f"/one/{meeting.public_id}", ("lock", "move", "cancel", "held", "absent", "fill")
    for page in ("", "/plan", "/day", "/day.pdf", "/runs/1", "/runs/1/why", "/runs/1/roll-back",
                 "/runs/1/add", one):  # fmt: skip
        client.get(f"{address}{page}", 404)
    for page in ("/plan", "/slots", "/tables", "/tables/numbered", "/invite", "/runs", "/runs/1/publish",
                 "/runs/1/roll-back", "/runs/1/lock", "/runs/1/add", f"/slots/{fair.slots[3].id}/remove",
                 *(f"{one}/{act}" for act in acts)):  # fmt: skip
        client.post(f"{address}{page}", status=404)
    mine, own = events.organised()
    signed_in(client, mine)
    client.get(f"/events/{own.public_id}/meetings/one/{meeting.public_id}", 404)
    client.post(f"/events/{own.public_id}/meetings/slots/{fair.slots[3].id}/remove", status=404)


def test_the_day_shows_forty_tables_a_page(client: Inspector) -> None:
    fair = Fair(tables=41)
    signed_in(client, fair.by)
    run, (ann, bob) = fair.run(), fair.many(2)
    editing.add(run, fair.by, (ann, bob), fair.slots[1], fair.tables[40])
    fair.publish(run)
    address = f"/events/{fair.event.public_id}/meetings/day"
    client.get(address)
    assert ("Page 1 of 2" in client.words, "Firm 00" in client.words) == (True, False)
    client.get(f"{address}?page=2")
    assert ("Page 2 of 2" in client.words, "Firm 00 – Firm 01" in client.words) == (True, True)
