"""Saved filters over time: another name, somebody else's, and one whose question was removed."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.attendees.models import AttendeeFilter
from pin_app.db import db
from pin_app.events.models import Event
from tests.factories.events import organised, question, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def desk(app: Flask) -> tuple[Inspector, Event]:
    """An organiser at the list of an event with one person from Italy."""
    by, event = organised()
    registration(event, country="IT")
    return signed_in(Inspector(app), by), event


def address(event: Event, rest: str = "") -> str:
    return f"/events/{event.public_id}/attendees{rest}"


def kept(event: Event, name: str, **arguments: object) -> AttendeeFilter:
    made = AttendeeFilter(event_id=event.id, name=name, arguments=arguments)
    db.session.add(made)
    db.session.commit()
    return made


def test_a_filter_gets_another_name_and_keeps_what_it_asks(desk: tuple[Inspector, Event]) -> None:
    client, event = desk
    one = kept(event, "Itly", country=["IT"])
    client.get(address(event, f"/filters/{one.public_id}"))
    client.follow(client.post(address(event, f"/filters/{one.public_id}"), {"name": " Italia d’oggi "}))
    db.session.refresh(one)
    assert (one.name, one.arguments) == ("Italia d’oggi", {"country": ["IT"]})
    assert "Italia d’oggi" in client.words


def test_the_name_of_another_filter_is_refused_its_own_in_capitals_is_not(
    desk: tuple[Inspector, Event],
) -> None:
    client, event = desk
    one, _two = kept(event, "First"), kept(event, "Second")
    client.post(address(event, f"/filters/{one.public_id}"), {"name": "second"}, status=422)
    assert "There is a filter of this name" in client.words
    client.post(address(event, f"/filters/{one.public_id}"), {"name": "\u200b"}, status=422)
    client.post(address(event, f"/filters/{one.public_id}"), {"name": "FIRST"})
    assert sorted(found.name for found in db.session.query(AttendeeFilter)) == ["FIRST", "Second"]


def test_a_filter_of_another_event_is_not_found(desk: tuple[Inspector, Event]) -> None:
    client, event = desk
    _other, foreign = organised()
    one = kept(foreign, "Theirs")
    client.get(address(event, f"/filters/{one.public_id}"), status=404)
    client.post(address(event, f"/filters/{one.public_id}"), {"name": "Mine"}, status=404)
    signed_in(client, person(role="organiser")).get(address(foreign, f"/filters/{one.public_id}"), status=404)


def test_a_filter_whose_question_was_removed_shows_nobody_and_says_so(desk: tuple[Inspector, Event]) -> None:
    client, event = desk
    diet = question(event, "yes_no", "Vegetarian?")
    at, plain = address(event, f"?lang=en&q-{diet.public_id}=yes"), address(event, "?lang=en")
    client.get(plain)
    db.session.delete(diet)
    db.session.commit()
    client.get(at)
    assert "Nobody fits" in client.words
    assert "a question that was removed" in client.words
    client.get(address(event, f"/totals?q-{diet.public_id}=yes"))
    client.get(plain)
    assert "One person" in client.words


def test_leaving_out_who_answered_a_removed_question_leaves_out_nobody(desk: tuple[Inspector, Event]) -> None:
    client, event = desk
    client.get(address(event, "?lang=en&q-abcdefghijklm=yes&q-abcdefghijklm-how=but"))
    assert "One person" in client.words


def test_a_file_by_a_removed_question_holds_nobody(desk: tuple[Inspector, Event]) -> None:
    client, event = desk
    client.get(address(event))
    typed = {"form": "csv", "language": "en", "purpose": "Lunch"}
    got = client.post(address(event, "/export?q-abcdefghijklm=yes"), typed, status=200)
    assert len(got.get_data(as_text=True).splitlines()) == 1  # the headings
