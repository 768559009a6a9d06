"""Agendas in calendars: one entry for two people whatever timetable is in force, and the newest counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from icalendar import Calendar

from pin_app.db import db
from pin_app.meetings import calendar
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import runs
from pin_app.meetings.services import editing, publishing
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories.meetings import Fair
from tests.factories.people import person
from tests.inspector import Inspector

Entries = dict[str, tuple[str, int, datetime]]


def entries(client: Inspector, mine: Registration) -> Entries:
    """Status, sequence and beginning of each entry of the file, by its UID."""
    db.session.commit()
    file = client.get(f"/r/{links.token_of(mine)}/meetings/agenda.ics").data
    found = Calendar.from_ical(file).walk("VEVENT")
    return {str(one["UID"]): (str(one["STATUS"]), one["SEQUENCE"], one["DTSTART"].dt) for one in found}


def earlier(run: MeetingRun) -> None:
    """As if a timetable, and all in it, had been made a minute ago."""
    run.published_at -= timedelta(minutes=1)
    for meeting in runs.meetings_of(run):
        meeting.changed_at -= timedelta(minutes=1)
    run.made_at -= timedelta(minutes=1)
    db.session.commit()


def test_a_second_timetable_moves_entries_and_calls_off_those_that_are_gone(
    client: Inspector, fair: Fair
) -> None:
    mine, bob, cid, dina = fair.many(4)
    fair.event.changed_at -= timedelta(hours=1)
    first, second = fair.run(), fair.run(number=2)
    editing.add(first, fair.by, (mine, bob), fair.slots[0], fair.tables[0])
    editing.add(first, fair.by, (mine, cid), fair.slots[1], fair.tables[0])
    fair.publish(first)
    earlier(first)
    before = entries(client, mine)
    editing.add(second, fair.by, (bob, mine), fair.slots[3], fair.tables[0])
    editing.add(second, fair.by, (mine, dina), fair.slots[1], fair.tables[0])
    fair.publish(second)
    after = entries(client, mine)
    with_bob, with_cid = before
    (with_dina,) = set(after) - set(before)
    assert {one: (after[one][0], after[one][2]) for one in after} == {
        with_bob: ("CONFIRMED", fair.slots[3].starts_at),
        with_cid: ("CANCELLED", fair.slots[1].starts_at),
        with_dina: ("CONFIRMED", fair.slots[1].starts_at),
    }
    assert all(after[one][1] > before[one][1] for one in before)


def test_going_back_counts_as_newer_and_so_does_calling_off(client: Inspector, fair: Fair) -> None:
    mine, bob = fair.many(2)
    fair.event.changed_at -= timedelta(hours=1)
    first, second = fair.run(), fair.run(number=2)
    kept = editing.add(first, fair.by, (mine, bob), fair.slots[0], fair.tables[0])
    fair.publish(first)
    fair.publish(second)
    earlier(first)
    earlier(second)
    ((uid, gone),) = entries(client, mine).items()
    publishing.roll_back(fair.event, first, fair.by)
    earlier(first)
    first.published_at += timedelta(seconds=30)
    back = entries(client, mine)[uid]
    editing.cancel(kept, fair.by)
    off = entries(client, mine)[uid]
    assert (gone[0], back[0], off[0]) == ("CANCELLED", "CONFIRMED", "CANCELLED")
    assert gone[1] < back[1] < off[1]


def test_the_feed_says_that_meetings_of_a_cancelled_event_are_cancelled(app: Flask, fair: Fair) -> None:
    mine, bob = fair.many(2)
    mine.user = person()
    run = fair.run()
    editing.add(run, fair.by, (mine, bob), fair.slots[0], fair.tables[0])
    fair.publish(run)
    fair.event.state = "cancelled"
    with app.test_request_context():
        assert [one.cancelled for one in calendar.of_meetings(mine.user)] == [True]
