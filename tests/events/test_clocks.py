"""Hours by the clocks of a place, also in the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from pin_app.errors import PinError
from pin_app.events import clocks

ROME, KARACHI = "Europe/Rome", "Asia/Karachi"
MARCH, OCTOBER = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "hour", "zone", "expected"),
    [
        (date(2026, 1, 15), time(9), ROME, datetime(2026, 1, 15, 8, tzinfo=UTC)),
        (date(2026, 7, 15), time(9), ROME, datetime(2026, 7, 15, 7, tzinfo=UTC)),
        (date(2026, 7, 15), time(9), KARACHI, datetime(2026, 7, 15, 4, tzinfo=UTC)),
        (MARCH, time(1, 59), ROME, datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (MARCH, time(3), ROME, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (MARCH, time(2, 30), KARACHI, datetime(2026, 3, 28, 21, 30, tzinfo=UTC)),
        (OCTOBER, time(2, 30), ROME, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (OCTOBER, time(2, 30), KARACHI, datetime(2026, 10, 24, 21, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_means_a_moment(day: date, hour: time, zone: str, expected: datetime) -> None:
    assert clocks.moment(day, hour, zone) == expected


@pytest.mark.parametrize("hour", [time(2), time(2, 30), time(2, 59)])
def test_an_hour_that_is_left_out_is_refused(hour: time) -> None:
    with pytest.raises(PinError) as refusal:
        clocks.moment(MARCH, hour, ROME)
    assert refusal.value.code == "event.hour_left_out"


def test_the_hour_that_comes_twice_is_the_second_where_only_that_lies_after_the_start() -> None:
    start = clocks.moment(OCTOBER, time(2, 45), ROME)
    end = clocks.moment(OCTOBER, time(2, 15), ROME, after=start)
    assert (end, end - start) == (datetime(2026, 10, 25, 1, 15, tzinfo=UTC), timedelta(minutes=30))


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_years_far_away_are_refused(year: int) -> None:
    with pytest.raises(PinError) as refusal:
        clocks.moment(date(year, 1, 1), time(0), ROME)
    assert refusal.value.code == "event.odd_year"


def test_nine_stays_nine_when_clocks_change() -> None:
    winter = clocks.moment(date(2026, 3, 20), time(9), ROME)
    moved = clocks.shifted(winter, timedelta(days=14), ROME)
    assert moved == clocks.moment(date(2026, 4, 3), time(9), ROME)
    assert clocks.distance(winter, moved, ROME) == timedelta(days=14)
    assert moved - winter == timedelta(days=14, hours=-1)


def test_what_would_fall_into_the_hour_left_out_comes_after_it() -> None:
    point = clocks.moment(date(2026, 3, 28), time(2, 30), ROME)
    assert clocks.shifted(point, timedelta(days=1), ROME) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
