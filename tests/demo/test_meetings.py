"""At the demo's B2B day people take part in meetings and have wishes: a timetable can be made at once."""

from __future__ import annotations

from flask import Flask

from pin_app.accounts.queries import by_email
from pin_app.db import db
from pin_app.demo import events, meetings, registrations, services
from pin_app.meetings import adapter
from pin_app.meetings.models import MeetingWish
from pin_app.meetings.queries import people, setup
from pin_app.meetings.services import making


def test_a_timetable_of_the_demo_is_near_the_best_possible(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = events.fill()
    registrations.fill(made)
    count = meetings.fill(made)
    db.session.commit()
    (day,) = [event for event in made if event.kind == "b2b_day"]
    assert (people.how_many(day.id), count > 15) == (count, True)
    assert {row.wish for row in db.session.query(MeetingWish)} == {"must", "would", "no"}
    assert (len(setup.slots_of(day.id)) > 5, len(setup.tables_of(day.id))) == (True, meetings.TABLES)
    by = by_email(events.ORGANISER)
    assert by is not None
    found = adapter.make(making.facts(making.ask(day, by)), 20.0)
    assert (len(found.meetings) > 10, found.value >= 0.99 * found.bound) == (True, True)
