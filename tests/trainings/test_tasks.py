"""What time does to evaluations."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from pin_app.db import db, now
from pin_app.trainings import services
from pin_app.trainings.calendar import TEXTS_KEPT, today
from pin_app.trainings.models import Evaluation, EvaluationAnswer
from pin_app.trainings.tasks import sweep_evaluations
from tests.trainings.test_evaluating import VALUES, opened


def kept(evaluation: Evaluation) -> Evaluation:
    number = evaluation.id
    db.session.rollback()
    return db.session.get_one(Evaluation, number)


def test_an_evaluation_closes_after_its_last_day(app: Flask) -> None:
    _, evaluation, _ = opened(1)
    evaluation.closes_on = today()
    db.session.commit()
    sweep_evaluations()
    assert kept(evaluation).closed_at is None
    kept(evaluation).closes_on = today() - timedelta(days=1)
    db.session.commit()
    for _ in range(2):
        sweep_evaluations()
    assert kept(evaluation).closed_at is not None


def test_texts_are_forgotten_after_two_years_and_marks_stay(app: Flask) -> None:
    _, evaluation, there = opened(1)
    services.answer(
        services.hand_out(evaluation, there[0]), VALUES | {"liked": "the bread", "better": "more"}
    )
    services.close(evaluation)
    evaluation.closed_at = now() - TEXTS_KEPT + timedelta(minutes=5)
    db.session.commit()
    sweep_evaluations()
    assert db.session.query(EvaluationAnswer).one().liked == "the bread"
    kept(evaluation).closed_at = now() - TEXTS_KEPT - timedelta(minutes=5)
    db.session.commit()
    sweep_evaluations()
    db.session.expire_all()
    row = db.session.query(EvaluationAnswer).one()
    assert (row.overall, row.liked, row.better) == (5, "", "")
