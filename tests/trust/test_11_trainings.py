"""Check 11 in the room of trainings: odd values in its forms and addresses are answered, never with 5xx."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.trainings import queries, services
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import registration
from tests.factories.people import person
from tests.factories.trainings import certificate, check_in, date_of, series
from tests.inspector import Inspector
from tests.trust.test_11_types_and_ranges import asked, of_forms, of_paths, of_queries
from tests.trust.walker import Walker


@pytest.fixture
def made(app: Flask) -> TrainingSeries:
    """A series with everything that there can be: dates, people, certificates, evaluations."""
    by = person("staff@example.org", role="staff")
    found = series(by, dates=2)
    past = date_of(found, by, weeks=-8)
    date_of(found, by, weeks=3, state="draft")
    for _ in range(3):
        one = registration(past)
        check_in(one)
        certificate(found, one)
    services.open_evaluation(found, None, by)
    db.session.commit()
    return found


@pytest.fixture
def walker(app: Flask, made: TrainingSeries) -> Walker:
    staff = made.created_by
    return Walker(Inspector(app), staff)


@pytest.mark.thorough
def test_no_odd_value_in_a_form_of_organisers_breaks_a_page(walker: Walker, made: TrainingSeries) -> None:
    at = f"/trainings/{made.public_id}"
    key = queries.counted_sessions(made)[0].key
    walker.crawl(
        "/trainings/new", f"{at}/manage/edit", f"{at}/manage", f"{at}/attendance", f"{at}/attendance/{key}",
        f"{at}/certificates", f"{at}/evaluations",
    )  # fmt: skip
    reached = {form.action for form in asked(walker, "/trainings")}
    assert {
        "/trainings/new",
        f"{at}/manage/edit",
        f"{at}/manage/dates/repeat",
        f"{at}/export",
    } <= reached
    assert of_forms(walker, "/trainings") == []


def test_no_odd_value_of_a_visitor_breaks_a_page(app: Flask, made: TrainingSeries) -> None:
    there = db.session.query(services.certifying.Registration).first()
    assert there is not None
    evaluation = queries.evaluations_of(made)[0]
    sheet = f"/evaluations/{services.hand_out(evaluation, there)}"
    number = queries.certificates_in(made)[0].number
    db.session.commit()
    visitor = Walker(Inspector(app), None)
    visitor.crawl(f"/trainings/{made.public_id}/register", sheet, f"/trainings/certificates/{number}")
    assert len(asked(visitor)) >= 3
    found = [problem for only in ("/trainings", "/evaluations") for problem in of_forms(visitor, only)]
    assert found == []


@pytest.mark.thorough
def test_no_odd_value_in_an_address_breaks_a_page(walker: Walker) -> None:
    walker.crawl("/trainings")
    assert of_queries(walker, "/trainings") == []
    assert [problem for only in ("/trainings", "/evaluations") for problem in of_paths(walker, only)] == []
