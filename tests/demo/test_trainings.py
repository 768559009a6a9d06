"""The demo's series of trainings."""

from __future__ import annotations

from flask import Flask

from pin_app.db import db
from pin_app.demo import events, services, trainings
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries


def test_the_training_of_the_demo_becomes_a_series_of_three_dates(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = trainings.fill(events.fill())
    db.session.commit()
    assert made is not None
    dates = queries.dates_of([made])[made.id]
    assert [(one.state, one.sensitive, one.demo) for one in dates] == [("published", True, True)] * 3
    assert [(one.state, sorted(one.titles)) for one in db.session.query(TrainingSeries)] == [
        ("published", ["en", "it", "ur"])
    ]


def test_without_events_there_is_no_series(app: Flask) -> None:
    assert trainings.fill([]) is None
