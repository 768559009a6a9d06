"""Sessions: points with check-in, else days, by the clocks of the place, also when these change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from pin_app.events.models import Event, ProgrammeItem
from pin_app.trainings.sessions import Session, reaches, sessions_of

ROME, KARACHI = "Europe/Rome", "Asia/Karachi"


def event(begin: str, end: str, zone: str = ROME, **columns: Any) -> Event:
    """A date between two moments by the clocks of a place."""
    starts_at, ends_at = (
        datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for at in (begin, end)
    )
    columns = {"id": 1, "public_id": "abc"} | columns
    return Event(starts_at=starts_at, ends_at=ends_at, time_zone=zone, **columns)


def item(of: Event, begin: str, end: str, number: int = 7, check_in: bool = True) -> ProgrammeItem:
    found = event(begin, end, of.time_zone)
    return ProgrammeItem(
        id=number, public_id=f"item{number}", event_id=of.id, check_in=check_in,
        starts_at=found.starts_at, ends_at=found.ends_at,
    )  # fmt: skip


def told(sessions: list[Session]) -> list[tuple[list[str], int]]:
    return [([day.isoformat() for day in session.days], session.minutes) for session in sessions]


@pytest.mark.parametrize(
    ("begin", "end", "wanted"),
    [
        ("2026-05-04T09:00", "2026-05-04T13:30", [(["2026-05-04"], 270)]),
        (  # three days, each from nine to five
            "2026-05-04T09:00", "2026-05-06T17:00",
            [(["2026-05-04"], 480), (["2026-05-05"], 480), (["2026-05-06"], 480)],
        ),
        ("2026-05-04T18:00", "2026-05-05T00:00", [(["2026-05-04"], 360)]),  # until midnight is one day
        ("2026-05-04T18:00", "2026-05-06T00:00", [(["2026-05-04"], 360), (["2026-05-05"], 360)]),
        ("2026-05-04T20:00", "2026-05-05T02:00", [(["2026-05-04", "2026-05-05"], 360)]),  # one evening
        (  # from one afternoon to a later noon: days count, hours nobody knows
            "2026-05-04T14:00", "2026-05-06T13:00",
            [(["2026-05-04"], 0), (["2026-05-05"], 0), (["2026-05-06"], 0)],
        ),
        (  # over the night of 29 March, when clocks go forward: both days last eight hours
            "2026-03-28T09:00", "2026-03-29T17:00", [(["2026-03-28"], 480), (["2026-03-29"], 480)],
        ),
        ("2026-03-28T22:00", "2026-03-29T04:00", [(["2026-03-28", "2026-03-29"], 300)]),  # an hour shorter
        ("2026-10-24T22:00", "2026-10-25T04:00", [(["2026-10-24", "2026-10-25"], 420)]),  # an hour longer
        ("2026-10-24T09:00", "2026-10-25T17:00", [(["2026-10-24"], 480), (["2026-10-25"], 480)]),
    ],
)  # fmt: skip
def test_days_are_sessions_where_the_programme_names_none(
    app: Flask, begin: str, end: str, wanted: list[tuple[list[str], int]]
) -> None:
    assert told(sessions_of([event(begin, end)], [])) == wanted


def test_an_evening_in_karachi_is_of_the_day_there(app: Flask) -> None:
    found = event("2026-03-29T00:30", "2026-03-29T03:30", KARACHI)
    assert found.starts_at.date() == date(2026, 3, 28)
    assert told(sessions_of([found], [])) == [(["2026-03-29"], 180)]


def test_points_with_check_in_are_sessions_instead_of_the_days(app: Flask) -> None:
    found = event("2026-05-04T09:00", "2026-05-05T17:00")
    points = [
        item(found, "2026-05-05T09:00", "2026-05-05T10:30", 8),
        item(found, "2026-05-04T09:00", "2026-05-04T11:00", 7),
        item(found, "2026-05-04T11:00", "2026-05-04T12:00", 9, check_in=False),
    ]
    sessions = sessions_of([found], points)
    assert told(sessions) == [(["2026-05-04"], 120), (["2026-05-05"], 90)]
    assert [session.key for session in sessions] == ["item7", "item8"]


def test_sessions_of_several_dates_stand_in_the_order_of_time(app: Flask) -> None:
    later = event("2026-06-01T09:00", "2026-06-01T10:00", id=1, public_id="later")
    sooner = event("2026-05-01T09:00", "2026-05-01T10:00", id=2, public_id="sooner")
    found = sessions_of([later, sooner], [])
    assert [session.key for session in found] == ["sooner-2026-05-01", "later-2026-06-01"]


def test_a_check_in_of_the_day_is_none_of_a_point_and_the_reverse(app: Flask) -> None:
    found = event("2026-05-04T09:00", "2026-05-04T17:00")
    day, point = date(2026, 5, 4), sessions_of([found], [item(found, "2026-05-04T09:00", "2026-05-04T10:00")])
    whole = sessions_of([found], [])
    assert whole[0].was_attended({(None, day)})
    assert not whole[0].was_attended({(7, day)})
    assert not whole[0].was_attended({(None, date(2026, 5, 5))})
    assert point[0].was_attended({(7, day)})
    assert not point[0].was_attended({(None, day), (8, day)})


def test_an_evening_over_midnight_counts_a_check_in_on_either_day(app: Flask) -> None:
    session = sessions_of([event("2026-05-04T20:00", "2026-05-05T02:00")], [])[0]
    assert session.was_attended({(None, date(2026, 5, 5))})
    assert session.was_attended({(None, date(2026, 5, 4))})
    assert not session.was_attended({(None, date(2026, 5, 6))})


@pytest.mark.parametrize(
    ("minimum", "unit", "attended", "of", "wanted"),
    [
        (75, "percent", 3, 4, True),
        (75, "percent", 2, 3, False),  # 66.7
        (67, "percent", 2, 3, False),  # nothing is rounded up
        (66, "percent", 2, 3, True),
        (100, "percent", 6, 7, False),
        (1, "percent", 0, 5, False),
        (3, "sessions", 3, 9, True),
        (3, "sessions", 2, 2, False),
        (None, "percent", 5, 5, False),
        (50, "percent", 0, 0, False),
    ],
)
def test_who_reaches_the_minimum(
    minimum: int | None, unit: str, attended: int, of: int, wanted: bool
) -> None:
    assert reaches(minimum, unit, attended, of) is wanted
