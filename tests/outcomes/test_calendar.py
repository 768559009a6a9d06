"""Days on which sides are asked, in Rome, at the ends of months."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pin_app.outcomes.calendar import day_of, due, later


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 31), 6, date(2027, 4, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(day: date, months: int, wanted: date) -> None:
    assert later(day, months) == wanted


def test_a_day_begins_at_midnight_in_rome_in_summer_and_in_winter() -> None:
    assert day_of(datetime(2026, 7, 31, 21, 59, tzinfo=UTC)) == date(2026, 7, 31)
    assert day_of(datetime(2026, 7, 31, 22, 0, tzinfo=UTC)) == date(2026, 8, 1)
    assert day_of(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_of(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_questions_are_due_from_midnight_in_rome_on() -> None:
    introduced = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)  # 30 November in Rome
    assert due(introduced, datetime(2027, 2, 27, 22, 59, tzinfo=UTC)) == []
    assert due(introduced, datetime(2027, 2, 27, 23, 0, tzinfo=UTC)) == [(3, date(2027, 2, 28))]
    all_of_them = [(3, date(2027, 2, 28)), (6, date(2027, 5, 30)), (12, date(2027, 11, 30))]
    assert due(introduced, datetime(2027, 12, 1, tzinfo=UTC)) == all_of_them


def test_the_hour_that_is_there_twice_changes_no_day() -> None:
    autumn = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]  # 02:30 twice in Rome
    spring = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 02:00 is 03:00
    assert [day_of(moment) for moment in (*autumn, spring)] == [
        date(2026, 10, 25),
        date(2026, 10, 25),
        date(2026, 3, 29),
    ]
