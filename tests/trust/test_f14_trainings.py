"""Fault F14 in the room of trainings: what is sent many times at once has one effect."""

from __future__ import annotations

from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration
from pin_app.registrations.services import Person
from pin_app.trainings import queries, questions, services
from pin_app.trainings.models import (
    Certificate,
    Evaluation,
    EvaluationAnswer,
    EvaluationSheet,
    TrainingSeries,
)
from tests.factories.events import registration
from tests.factories.trainings import check_in, date_of, run, series
from tests.trust.test_f14_two_clicks import at_once, count

VALUES = {
    "overall": 5, "content": None, "trainers": None, "useful": None, "learned": "", "recommend": "",
    "liked": "", "better": "",
}  # fmt: skip


def scene(people: int = 2) -> tuple[int, int, list[int]]:
    """Numbers of an organiser, a past series, and those who were there."""
    by, made = run(dates=0)
    past = date_of(made, by, weeks=-8)
    there = [registration(past) for _ in range(people)]
    for one in there:
        check_in(one)
    return by.id, made.id, [one.id for one in there]


def test_each_certificate_is_issued_and_mailed_once(app: Flask) -> None:
    by, made, _ = scene()

    def issue() -> None:
        services.issue(db.session.get_one(TrainingSeries, made), db.session.get_one(User, by))

    at_once(app, issue)
    assert (count(Certificate), count(OutgoingMail)) == (2, 2)


def test_an_evaluation_is_opened_once(app: Flask) -> None:
    by, made, _ = scene()

    def open_it() -> None:
        services.open_evaluation(db.session.get_one(TrainingSeries, made), None, db.session.get_one(User, by))

    at_once(app, open_it)
    assert (count(Evaluation), count(OutgoingMail)) == (1, 2)


def opened() -> tuple[int, list[int]]:
    by, made, there = scene()
    series_, user = db.session.get_one(TrainingSeries, made), db.session.get_one(User, by)
    return services.open_evaluation(series_, None, user).id, there


def test_one_person_takes_one_sheet(app: Flask) -> None:
    evaluation, there = opened()

    def take() -> None:
        found = db.session.get_one(Evaluation, evaluation)
        services.hand_out(found, db.session.get_one(Registration, there[0]))

    at_once(app, take)
    assert count(EvaluationSheet) == 1


def test_one_sheet_is_one_answer(app: Flask) -> None:
    number, there = opened()
    evaluation = db.session.get_one(Evaluation, number)
    token = services.hand_out(evaluation, db.session.get_one(Registration, there[0]))
    at_once(app, lambda: services.answer(token, VALUES))
    assert (count(EvaluationAnswer), count(EvaluationSheet)) == (1, 0)


def test_answers_that_come_at_once_are_all_kept(app: Flask) -> None:
    by, made, there = scene(people=6)
    found, user = db.session.get_one(TrainingSeries, made), db.session.get_one(User, by)
    evaluation = services.open_evaluation(found, None, user)
    tokens = [services.hand_out(evaluation, db.session.get_one(Registration, one)) for one in there]
    at_once(app, lambda: services.answer(tokens.pop(), VALUES))
    assert (count(EvaluationAnswer), count(EvaluationSheet)) == (6, 0)


def test_one_form_for_all_dates_is_one_registration_each(app: Flask) -> None:
    made = series(dates=3).id

    def register() -> None:
        found = db.session.get_one(TrainingSeries, made)
        asked = questions.once(services.open_dates(found))
        person = Person("Khan", "Aisha", "aisha@example.org")
        services.register_for_all(found, person, asked, {}, (), wait=True, request_key="form-1")

    at_once(app, register)
    assert (count(Registration), count(OutgoingMail)) == (3, 1)


def test_the_last_seat_of_each_date_is_sold_once_and_nobody_waits_crosswise(app: Flask) -> None:
    by, made = run(dates=0)
    for weeks in (2, 0, 1):
        date_of(made, by, weeks=weeks, capacity=1)
    number, names = made.id, [f"Name{one}" for one in range(6)]

    def register() -> None:
        found = db.session.get_one(TrainingSeries, number)
        name = names.pop()
        person = Person(name, "A", f"{name}@example.org")
        asked = questions.once(services.open_dates(found))
        services.register_for_all(found, person, asked, {}, (), wait=True)

    at_once(app, register)
    assert count(Registration, Registration.state == "registered") == 3
    assert count(Registration, Registration.state == "waiting") == 15
    assert len(queries.people_in(db.session.get_one(TrainingSeries, number))) == 6
