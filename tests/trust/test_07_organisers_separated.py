"""Check 7: two events, two organisers, 3 and 5 guests: each list and each file has exactly its own people."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.events.models import Event
from tests.attendees.lists import agree, asked, column, csv_grid, sheet_grid
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

Run = tuple[Inspector, Event, list[str]]


def run(app: Flask, guests: int, letter: str) -> Run:
    """An organiser's browser, the event, and the surnames of its guests, all of whom agreed to partners."""
    by = person(role="organiser")
    event = events.event(by)
    form = asked(event)
    names = [f"{letter}{number}" for number in range(guests)]
    for name in names:
        agree(events.registration(event, surname=name), form.partners)
    return signed_in(Inspector(app), by), event, names


@pytest.fixture
def both(app: Flask) -> tuple[Run, Run]:
    return run(app, 3, "Three"), run(app, 5, "Five")


@pytest.mark.parametrize("preset", ["organiser", "door", "badges", "partner"])
@pytest.mark.parametrize("form", ["xlsx", "csv-excel", "csv"])
def test_each_file_has_exactly_its_own_people(both: tuple[Run, Run], form: str, preset: str) -> None:
    for client, event, names in both:
        where = f"/events/{event.public_id}/attendees/export?preset={preset}"
        client.get(where)
        ticked = [a["value"] for a in client.page.all("input") if "checked" in a and a["name"] == "column"]
        said = {"form": form, "purpose": "Counting", "column": ticked}
        content = client.post(where, said, status=200).data
        grid = sheet_grid(content) if form == "xlsx" else csv_grid(content)
        assert column(grid, "Surname") == names


def test_a_list_shows_exactly_its_own_people(both: tuple[Run, Run]) -> None:
    (client, event, mine), (_other, _event, theirs) = both
    client.get(f"/events/{event.public_id}/attendees")
    assert [name for name in (*mine, *theirs) if name in client.words.split()] == mine


def test_a_place_in_another_list_leads_nowhere(both: tuple[Run, Run], app: Flask) -> None:
    (client, event, mine), (other, foreign, theirs) = both
    other.get(f"/events/{foreign.public_id}/attendees?column=surname")
    links = [a["href"] or "" for a in other.page.all("a") if "/registrations/" in (a.get("href") or "")]
    for way in ("after", "before"):
        client.get(f"/events/{event.public_id}/attendees?{way}={links[0].rsplit('/', 1)[1]}")
        assert [name for name in (*mine, *theirs) if name in client.words.split()] == mine


def test_the_list_on_a_phone_has_exactly_its_own_people(both: tuple[Run, Run]) -> None:
    for client, event, names in both:
        where = f"/events/{event.public_id}/check-in"
        client.get(where)
        told = client.post(f"{where}/list", {}, status=200).get_json()["people"]
        assert sorted(one["name"].split()[1] for one in told) == names


def test_the_organiser_of_one_event_cannot_reach_the_other(both: tuple[Run, Run]) -> None:
    (client, _event, _mine), (_other, foreign, _theirs) = both
    for rest in ("", "/export", "/exports"):
        client.get(f"/events/{foreign.public_id}/attendees{rest}", 404)
    client.post(f"/events/{foreign.public_id}/attendees/export", {"form": "csv", "purpose": "x"}, status=404)
