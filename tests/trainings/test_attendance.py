"""Attendance: one line a person over all dates, with a state for each session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from pin_app.db import now
from pin_app.trainings import queries
from pin_app.trainings.attendance import Line, Row, line_of, people_of, present_at
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import item, registration
from tests.factories.people import person
from tests.factories.trainings import check_in, date_of, run, series


def row(number: int, event_id: int, **columns: Any) -> Row:
    given = {
        "id": number, "public_id": f"r{number}", "event_id": event_id, "user_id": None, "state": "registered",
        "surname": "Khan", "given_name": "Aisha", "name_key": "khan aisha", "email": "a@example.org",
        "organisation": "", "language": "en",
    }  # fmt: skip
    return Row(**(given | columns))  # type: ignore[arg-type]


def ids(rows: list[Row]) -> list[list[int]]:
    return [[one.id for one in person.rows] for person in people_of(rows)]


def lines(made: TrainingSeries) -> list[Line]:
    seen, sessions = queries.check_ins_in(made), queries.counted_sessions(made)
    return [line_of(one, sessions, seen, now()) for one in queries.people_in(made)]


def test_the_same_name_and_address_is_one_person() -> None:
    assert ids([row(2, 20), row(1, 10), row(3, 30, state="waiting")]) == [[1, 2, 3]]


def test_the_same_address_with_another_name_is_another_person() -> None:
    assert ids([row(1, 10), row(2, 10, name_key="khan bilal", given_name="Bilal")]) == [[1], [2]]


def test_the_same_account_is_one_person_though_the_name_is_spelt_otherwise() -> None:
    spelt = row(2, 20, user_id=5, name_key="khan ayesha", given_name="Ayesha", email="b@example.org")
    assert ids([row(1, 10, user_id=5), spelt]) == [[1, 2]]


def test_two_people_whom_one_account_registered_for_the_same_date_stay_two() -> None:
    other = {"user_id": 5, "name_key": "khan bilal", "given_name": "Bilal", "surname": "Zaman"}
    rows = [row(1, 10, user_id=5), row(2, 10, **other), row(3, 20, user_id=5), row(4, 20, **other)]
    assert ids(rows) == [[1, 3], [2, 4]]


def test_who_belongs_together_hangs_on_no_order_of_rows() -> None:
    spelt = [{"user_id": 5, "name_key": key, "email": f"{key}@example.org"} for key in ("ali", "alee", "aly")]
    rows = [row(1, 10, **spelt[0]), row(2, 20, **spelt[1]), row(3, 20, **spelt[2])]
    assert (ids(rows), ids(rows[::-1])) == ([[1, 2], [3]], [[1, 2], [3]])


def test_each_session_has_its_state(app: Flask) -> None:
    made = series()
    past = [date_of(made, weeks=weeks) for weeks in (-8, -7)]
    soon, full = date_of(made), date_of(made, weeks=1)
    same = {"email": "a@example.org", "surname": "Khan", "given_name": "Aisha"}
    check_in(registration(past[0], **same))
    registration(past[1], **same)
    registration(soon, **same)
    registration(full, "waiting", **same)
    last = date_of(made, weeks=2)
    registration(last, "cancelled", **same)
    (found,) = lines(made)
    assert found.states == ("present", "absent", "registered", "waiting", "none")
    assert (found.sessions, found.of_sessions, found.minutes) == (1, 5, 240)


def test_who_was_there_counts_though_the_place_was_given_back(app: Flask) -> None:
    made = series()
    there = registration(date_of(made, weeks=-8), "cancelled")
    registration(date_of(made, weeks=-7), "cancelled")
    check_in(there)
    assert [(line.person.first.id, line.states) for line in lines(made)] == [(there.id, ("present", "none"))]


def test_dates_that_were_cancelled_or_never_published_ask_for_nobody(app: Flask) -> None:
    made = series()
    for state in ("draft", "cancelled"):
        date_of(made, weeks=-8, state=state)
    check_in(registration(date_of(made, weeks=-7)))
    assert [(line.sessions, line.of_sessions) for line in lines(made)] == [(1, 1)]


def test_points_of_the_programme_are_counted_one_by_one(app: Flask) -> None:
    made = series()
    event = date_of(made, weeks=-8)
    first, second = (item(event, check_in=True, hours=hours) for hours in (1, 2))
    there = registration(event)
    check_in(there, second)
    (found,) = lines(made)
    assert (found.states, found.minutes) == (("absent", "present"), 120)
    check_in(there, first)
    assert lines(made)[0].minutes == 180


def test_those_present_are_counted_as_their_states_say(app: Flask) -> None:
    made = series()
    by_points, by_day = date_of(made, weeks=-8), date_of(made, weeks=-7)
    points = [item(by_points, check_in=True, hours=hours) for hours in (1, 2)]
    same = {"email": "a@example.org", "surname": "Khan", "given_name": "Aisha"}
    twice, back = registration(by_points, **same), registration(by_day, "cancelled", **same)
    other = registration(by_points, "cancelled", **same)  # gave one place back and came on another
    for one, point in ((twice, points[1]), (other, points[1]), (other, points[0])):
        check_in(one, point)
    check_in(back)
    check_in(registration(by_day, email="b@example.org", name_key="bilal"))
    sessions = queries.counted_sessions(made)
    counted = present_at(queries.people_in(made), sessions, queries.check_ins_in(made))
    states = [line.states for line in lines(made)]
    assert counted == [sum(one[at] == "present" for one in states) for at in range(3)] == [1, 1, 2]


def test_hours_that_nobody_knows_are_not_told(app: Flask) -> None:
    made = series()
    start = now().replace(hour=12, minute=0) - timedelta(days=20)
    event = date_of(made, starts_at=start, ends_at=start + timedelta(days=1, hours=23))
    check_in(registration(event))
    (found,) = lines(made)
    assert (found.sessions, found.of_sessions, found.minutes) == (1, 3, 0)


def test_people_of_other_series_are_not_in_the_list(app: Flask) -> None:
    mine, other = series(dates=1), series(dates=1)
    here = registration(queries.dates_of([mine])[mine.id][0], email="same@example.org")
    registration(queries.dates_of([other])[other.id][0], email="same@example.org")
    assert [one.first.id for one in queries.people_in(mine)] == [here.id]


def test_who_runs_all_dates_finds_the_series_in_the_list(app: Flask) -> None:
    by, made = run()
    other = person(role="organiser")
    empty = series(other)
    assert list(queries.run_by(by, 1).items) == [made]
    assert list(queries.run_by(other, 1).items) == [empty]
    date_of(made, other, weeks=5)
    assert list(queries.run_by(by, 1).items) == []
    assert list(queries.run_by(other, 1).items) == [empty]
    assert set(queries.run_by(person(role="staff"), 1).items) == {made, empty}
