"""How registration stands at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pin_app.events.models import Event
from pin_app.events.places import Room, room_of

START = datetime(2027, 5, 12, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def of(**columns: object) -> Event:
    given: dict[str, object] = {"state": "published", "starts_at": START, "ends_at": START + DAY}
    return Event(**(given | columns))


@pytest.mark.parametrize(
    ("columns", "taken", "at", "expected"),
    [
        ({"state": "draft"}, 0, START - DAY, Room("not_public", None)),
        ({"state": "cancelled"}, 0, START - DAY, Room("cancelled", None)),
        ({}, 9, START - DAY, Room("open", None)),
        ({"capacity": 10}, 9, START - DAY, Room("open", 1)),
        ({"capacity": 10}, 10, START - DAY, Room("full", 0)),
        ({"capacity": 10}, 12, START - DAY, Room("full", 0)),
        ({"opens_at": START - DAY}, 0, START - 2 * DAY, Room("not_yet", None)),
        ({"opens_at": START - DAY}, 0, START - DAY, Room("open", None)),
        ({}, 0, START, Room("closed", None)),
        ({"closes_at": START - DAY}, 0, START - DAY, Room("closed", None)),
        ({"closes_at": START + DAY / 2}, 0, START, Room("open", None)),
        ({}, 0, START + DAY, Room("over", None)),
    ],
)
def test_registration_stands_so(columns: dict[str, object], taken: int, at: datetime, expected: Room) -> None:
    assert room_of(of(**columns), taken, at) == expected
