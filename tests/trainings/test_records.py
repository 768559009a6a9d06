"""A person's own trainings: one record a name, found in a fixed number of statements."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.db import db, now
from pin_app.trainings import queries, records
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import certificate, check_in, date_of, series
from tests.inspector import Inspector
from tests.store import asked


def test_attendance_over_all_dates_is_one_record(app: Flask) -> None:
    user, made = person(), series(minimum=2, minimum_unit="sessions")
    for weeks in (-9, -8, -7):
        one = registration(
            date_of(made, weeks=weeks), user_id=user.id, email="a@example.org", name_key="khan"
        )
        if weeks != -8:
            check_in(one)
    (found,) = records.of_user(user, now())
    assert (found.series, found.line.states) == (made, ("present", "absent", "present"))
    assert (found.reached, found.certificate) == (True, None)
    given = certificate(made, one)
    assert records.of_user(user, now())[0].certificate == given
    given.withdrawn_at = now()
    db.session.commit()
    assert records.of_user(user, now())[0].certificate is None


def test_two_names_of_one_account_are_two_records(app: Flask) -> None:
    user, made = person(), series()
    date = date_of(made, weeks=-8)
    for name in ("khan", "zaman"):
        registration(date, user_id=user.id, name_key=name)
    assert [len(found.line.person.rows) for found in records.of_user(user, now())] == [1, 1]


def test_what_a_guest_did_with_the_same_address_is_found_once_it_is_confirmed(app: Flask) -> None:
    made = series(dates=1)
    registration(queries.dates_of([made])[made.id][0], email="me@example.org")
    assert len(records.of_user(person("me@example.org"), now())) == 1
    assert records.of_user(person("other@example.org"), now()) == []


def test_drafts_are_not_told(app: Flask) -> None:
    user, made = person(), series(state="draft", dates=1)
    registration(queries.dates_of([made])[made.id][0], user_id=user.id)
    assert records.of_user(user, now()) == []


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_page_opens_also_without_any(client: Inspector, language: str) -> None:
    signed_in(client, person())
    client.get(f"/trainings/mine?lang={language}")
    if language == "en":
        assert "No training yet" in client.words


def test_the_page_asks_as_often_for_three_as_for_one(client: Inspector) -> None:
    user = person()
    signed_in(client, user)

    def take_part() -> None:
        made = series(dates=2)
        for date in queries.dates_of([made])[made.id]:
            check_in(registration(date, user_id=user.id, email="a@example.org", name_key="khan"))

    take_part()
    once = asked(lambda: client.get("/trainings/mine"))
    take_part(), take_part()
    assert asked(lambda: client.get("/trainings/mine")) == once
