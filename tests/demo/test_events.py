"""The demo's organiser runs events of several kinds."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from pin_app.db import db, now
from pin_app.demo import events, services
from pin_app.events import queries, showing
from pin_app.events.models import Event
from tests.inspector import Inspector


def test_events_of_several_kinds_are_published_with_programme_and_questions(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = events.fill()
    db.session.commit()
    assert [event.kind for event in made] == ["b2b_day", "webinar", "training", "seminar", "b2b_day"]
    assert {event.state for event in made} == {"published"}
    assert [event.ends_at > now() for event in made] == [True, True, True, False, True]
    assert all(event.published_at and event.published_at < now() and event.demo for event in made)
    assert all(queries.programme_of(event) and queries.questions_of(event) for event in made)
    assert all(showing.local(event, event.starts_at).weekday() < 5 for event in made[:-1])


def test_the_list_and_the_pages_open(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = events.fill()
    db.session.commit()
    visitor = Inspector(app)
    visitor.get("/events?lang=ur")
    assert "کاروباری ملاقاتوں کا دن" in visitor.words
    for event in made:
        visitor.get(f"/events/{event.public_id}")


def test_without_people_there_is_no_event(app: Flask) -> None:
    services.fill(40)
    assert events.fill() == []
    assert db.session.scalar(select(func.count()).select_from(Event)) == 0
