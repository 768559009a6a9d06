"""The demo's members have introductions at several points of the way."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from pin_app.db import db, now
from pin_app.demo import introductions, services
from pin_app.introductions.models import Introduction
from pin_app.introductions.queries import steps_of


def test_introductions_stand_at_many_points_of_the_way(app: Flask) -> None:
    services.fill(200)
    services.make_people()
    made = introductions.fill()
    found = db.session.scalars(select(Introduction)).all()
    states = Counter(one.state for one in found)
    assert len(found) >= made >= 9
    assert {"suggested", "first_asked", "second_asked", "introduced", "met"} <= set(states)
    assert all(step.at < now() - timedelta(hours=23) for one in found for step in steps_of(one))


def test_without_people_there_is_nobody_to_introduce(app: Flask) -> None:
    services.fill(40)
    assert introductions.fill() == 0
