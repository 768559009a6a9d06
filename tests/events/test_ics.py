"""Calendar files, read back by the library as a calendar would read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar

from pin_app.events import ics, zones
from pin_app.events.feeds import Entry

START = datetime(2027, 5, 12, 7, tzinfo=UTC)


def entry(**other: object) -> Entry:
    given: dict[str, object] = {
        "uid": "abc", "starts_at": START, "ends_at": START + timedelta(hours=8), "time_zone": "Europe/Rome",
        "title": "Trading", "changed_at": datetime(2026, 11, 1, tzinfo=UTC),
    }  # fmt: skip
    return Entry(**(given | other))  # type: ignore[arg-type]


def read(*entries: Entry) -> Calendar:
    found = Calendar.from_ical(ics.written(entries, "My events", "en"))
    assert isinstance(found, Calendar)
    return found


def test_an_entry_has_hours_by_the_clocks_of_the_place(app: Flask) -> None:
    text = ics.written([entry()], "My events", "en").decode()
    assert "DTSTART;TZID=Europe/Rome:20270512T090000" in text
    assert "DTEND;TZID=Europe/Rome:20270512T170000" in text
    assert "UID:abc@pin.test" in text


def test_what_was_written_reads_back(app: Flask) -> None:
    sent = entry(
        title="Cuoio; pelli, e \\ لاہور", description="One\nTwo", place="Via Roma 1, Brescia", link="https://m.org/x",
        path="/events/abc", sequence=4,
    )  # fmt: skip
    found = read(sent).events[0]
    assert str(found["summary"]) == "Cuoio; pelli, e \\ لاہور"
    assert str(found["description"]) == "One\nTwo\n\nhttps://m.org/x\n\nhttp://pin.test/events/abc"
    assert (str(found["location"]), found["sequence"], str(found["status"])) == (
        "Via Roma 1, Brescia", 4, "CONFIRMED",
    )  # fmt: skip
    assert (found.start, found.end) == (START, START + timedelta(hours=8))


def test_a_cancelled_event_says_so(app: Flask) -> None:
    assert str(read(entry(cancelled=True)).events[0]["status"]) == "CANCELLED"


def test_words_cannot_open_a_component_of_their_own(app: Flask) -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil"
    found = read(entry(title=evil, description=evil, place=evil))
    assert [str(one["uid"]) for one in found.events] == ["abc@pin.test"]


def test_the_hour_that_comes_twice_is_told_without_doubt(app: Flask) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30 in summer time
    found = read(entry(starts_at=first, ends_at=first + timedelta(hours=1))).events[0]
    assert (found.start.astimezone(UTC), found.end.astimezone(UTC)) == (first, first + timedelta(hours=1))


def test_no_entry_is_an_empty_calendar(app: Flask) -> None:
    assert read().events == []


@pytest.mark.parametrize("name", ["Europe/Rome", "Asia/Karachi"])
def test_the_description_of_a_zone_agrees_with_the_table_of_zones(name: str) -> None:
    told, known = zones.zone(name).to_tz(), ZoneInfo(name)
    wrong = []
    for day in range(0, 365 * 4, 5):
        for hour in (0, 1, 2, 3, 12):
            local = datetime(2026, 1, 1) + timedelta(days=day, hours=hour)
            if local.replace(tzinfo=told).utcoffset() != local.replace(tzinfo=known).utcoffset():
                wrong.append(local)
    nights = [local for local in wrong if not (local.month in (3, 10) and local.weekday() == 6)]
    assert nights == []
