"""At the demo's B2B day a timetable can be made at once; at the other one meetings are under way."""

from __future__ import annotations

from flask import Flask

from pin_app.accounts.queries import by_email
from pin_app.checkin.models import CheckIn
from pin_app.db import db, now
from pin_app.demo import events, meetings, registrations, services, under_way
from pin_app.events.models import Event
from pin_app.mail.models import OutgoingMail
from pin_app.meetings import adapter
from pin_app.meetings.models import Meeting, MeetingAbsence, MeetingFeedback, MeetingWish
from pin_app.meetings.queries import people, runs, setup
from pin_app.meetings.services import making, moving, replacing


def test_a_timetable_of_the_demo_is_near_the_best_possible(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = events.fill()
    registrations.fill(made)
    count = meetings.fill(made)
    db.session.commit()
    day, several = [event for event in made if event.kind == "b2b_day"]
    assert (people.how_many(day.id) + people.how_many(several.id), count > 30) == (count, True)
    assert {row.wish for row in db.session.query(MeetingWish)} == {"must", "would", "no"}
    assert (len(setup.slots_of(day.id)) > 5, len(setup.tables_of(day.id))) == (True, meetings.TABLES)
    by = by_email(events.ORGANISER)
    assert by is not None
    found = adapter.make(making.facts(making.ask(day, by)), 20.0)
    assert (len(found.meetings) > 10, found.value >= 0.99 * found.bound) == (True, True)
    under_way.fill(made)
    db.session.commit()
    _are_under_way(several)
    _have_a_place_to_fill(several)


def _are_under_way(event: Event) -> None:
    assert (event.starts_at < now() < event.ends_at, moving.offer(event)) == (True, None)
    assert {slot.ends_at < now() for slot in setup.slots_of(event.id)} == {True, False}
    assert {one.state for one in db.session.query(Meeting)} == {"planned", "held", "no_show"}
    answers = {one.answer for one in db.session.query(MeetingFeedback)}
    assert answers == {"cooperation_possible", "informative", "not_of_interest"}
    counts = db.session.query(CheckIn).count(), db.session.query(MeetingAbsence).count()
    assert (counts[0] > 20, counts[1] > 0) == (True, True)
    assert db.session.query(OutgoingMail).filter_by(template="meeting_agenda").count() == 0


def _have_a_place_to_fill(event: Event) -> None:
    run = runs.published(event.id)
    assert run is not None
    opened = [one for one in runs.opened_in(run) if one.slot.starts_at > now()]
    assert len({one.absent_id for one in opened}) == 1
    left = [(one.slot, side) for one in opened if (side := replacing.side_left(one)) is not None]
    assert any(replacing.proposals(run, *place) for place in left)
