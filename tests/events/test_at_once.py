"""Two clicks at the same moment have one effect, on either store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events import queries, services
from pin_app.events.models import Event, EventOrganiser, ProgrammeItem, Question
from pin_app.events.services.calendars import open_feed
from pin_app.events.services.writing import DETAILS
from pin_app.events.signals import event_cancelled
from tests.factories.events import event, organised, question
from tests.factories.people import person
from tests.store import at_once


def count(model: type, *conditions: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_an_event_is_cancelled_once_and_told_once(app: Flask) -> None:
    by, made = organised()
    numbers, told = (made.id, by.id), []
    db.session.commit()

    def cancel() -> None:
        services.cancel(db.session.get_one(Event, numbers[0]), db.session.get_one(User, numbers[1]), "Snow")

    def listen(_sender: Any, **_facts: Any) -> None:
        told.append(1)

    with event_cancelled.connected_to(listen):
        assert at_once(app, cancel) == ["done"] * 6
    assert (len(told), count(AuditEntry, AuditEntry.action == "event.cancelled")) == (1, 1)
    assert count(Event, Event.state == "cancelled", Event.sequence == 1) == 1


def test_one_draft_is_made_of_one_form(app: Flask) -> None:
    by = person(role="organiser")
    pattern = event()
    details = {name: getattr(pattern, name) for name in DETAILS}
    number = by.id
    db.session.commit()

    def create() -> None:
        services.create(db.session.get_one(User, number), details)

    assert at_once(app, create) == ["done"] * 6
    assert (count(Event, Event.created_by_id == number), count(EventOrganiser)) == (1, 1)


def test_one_copy_is_made_of_one_form(app: Flask) -> None:
    by, made = organised()
    question(made)
    numbers, start = (made.id, by.id), made.starts_at + timedelta(days=14)
    db.session.commit()

    def copy() -> None:
        services.copy(db.session.get_one(Event, numbers[0]), db.session.get_one(User, numbers[1]), start)

    assert at_once(app, copy) == ["done"] * 6
    assert (count(Event), count(Question)) == (2, 2)


def test_a_point_and_a_question_stand_once(app: Flask) -> None:
    _by, made = organised()
    number = made.id
    point = {
        "starts_at": made.starts_at, "ends_at": made.ends_at, "titles": {"en": "All day"}, "speaker": "",
        "room": "", "check_in": False,
    }  # fmt: skip
    asked = {
        "labels": {"en": "Why?"}, "hints": {}, "options": [], "required": False, "sensitive": False,
        "purpose": "",
    }  # fmt: skip
    db.session.commit()

    def add() -> None:
        found = db.session.get_one(Event, number)
        services.add_item(found, point)
        services.add_question(found, "text", asked)

    assert at_once(app, add) == ["done"] * 6
    assert (count(ProgrammeItem), count(Question)) == (1, 1)


def test_two_last_organisers_cannot_both_be_removed(app: Flask) -> None:
    by, made = organised()
    second = person(role="organiser")
    db.session.add(EventOrganiser(event_id=made.id, user_id=second.id))
    number, people = made.id, [by.id, second.id]
    db.session.commit()

    def remove() -> None:
        user_id = people.pop()
        found = db.session.get_one(Event, number)
        services.remove_organiser(found, db.session.get_one(User, user_id), user_id)

    assert at_once(app, remove, times=2) == ["done", "event.last_organiser"]
    assert count(EventOrganiser) == 1


def test_questions_keep_an_order_when_two_move_at_once(app: Flask) -> None:
    _by, made = organised()
    moved = [question(made, label=f"Q{number}", position=number).id for number in range(6)]
    number = made.id
    db.session.commit()

    def move() -> None:
        found = db.session.get_one(Question, moved.pop())
        services.move_question(db.session.get_one(Event, number), found, -1)

    assert at_once(app, move) == ["done"] * 6
    kept = queries.questions_of(db.session.get_one(Event, number))
    assert sorted(one.position for one in kept) == [0, 1, 2, 3, 4, 5]


def test_a_calendar_has_one_address(app: Flask) -> None:
    number = person().id
    db.session.commit()
    found: set[str] = set()

    def make() -> None:
        found.add(open_feed(db.session.get_one(User, number)).token)

    assert (at_once(app, make), len(found)) == (["done"] * 6, 1)


def test_the_check_sees_a_form_that_acts_twice(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "just_made", lambda *_: None)
    pattern, number = event(), person(role="organiser").id
    details = {name: getattr(pattern, name) for name in DETAILS}
    db.session.commit()
    at_once(app, lambda: services.create(db.session.get_one(User, number), details), times=3)
    assert count(Event, Event.created_by_id == number) == 3
