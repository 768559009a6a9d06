"""When a digest may go out: on the day and at the hour of where the member lives, also when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pin_app.digests.calendar import ZONES, first_tuesday, period_due


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("pace", "country", "moment", "period"),
    [
        ("weekly", "IT", "2026-11-24T07:59", ""),  # 8:59 in Rome
        ("weekly", "IT", "2026-11-24T08:00", "2026-W48"),
        ("weekly", "PK", "2026-11-24T03:59", ""),
        ("weekly", "PK", "2026-11-24T04:00", "2026-W48"),
        ("weekly", "IT", "2026-11-23T12:00", ""),  # Monday
        ("weekly", "IT", "2026-11-29T12:00", "2026-W48"),  # Sunday, after the worker stood still
        ("weekly", "IT", "2026-11-24T19:00", ""),  # eight in the evening
        ("weekly", "IT", "2027-01-01T12:00", "2026-W53"),
        ("monthly", "IT", "2026-11-02T12:00", ""),
        ("monthly", "IT", "2026-11-03T08:00", "2026-11"),
        ("monthly", "PK", "2026-11-30T12:00", "2026-11"),
        ("never", "IT", "2026-11-24T12:00", ""),
    ],
)
def test_a_digest_is_due_in_the_day_from_tuesday_on(
    pace: str, country: str, moment: str, period: str
) -> None:
    assert period_due(pace, country, at(moment)) == period


@pytest.mark.parametrize("month", range(1, 13))
def test_the_first_tuesday_is_one_and_the_first(month: int) -> None:
    found = first_tuesday(date(2026, month, 28))
    assert (found.isoweekday(), found.month, found.day <= 7) == (2, month, True)


@pytest.mark.parametrize(
    ("country", "monday", "hour"),
    [
        ("IT", "2026-03-23", 8),
        ("IT", "2026-03-30", 7),
        ("IT", "2026-10-19", 7),
        ("IT", "2026-10-26", 8),
        ("PK", "2026-03-23", 4),
        ("PK", "2026-10-26", 4),
    ],
)
def test_around_the_nights_when_clocks_change_each_week_begins_once_at_nine(
    country: str, monday: str, hour: int
) -> None:
    """The nights of 29 March and 25 October: `hour` is nine in the morning there, as the world counts."""
    moments = [at(monday) + timedelta(minutes=20 * step) for step in range(7 * 72 - 6)]
    due = [(moment, period) for moment in moments if (period := period_due("weekly", country, moment))]
    assert due[0][0] == at(monday) + timedelta(days=1, hours=hour)
    assert len({period for _, period in due}) == 1
    assert {moment.astimezone(ZONES[country]).hour for moment, _ in due} == set(range(9, 20))
