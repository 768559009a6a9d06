"""What everybody sees of events: the list with its filters, and one event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from pin_app.events import asking
from pin_app.events.models import Event
from tests.factories.events import event, item, question, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import asked

ONLINE = {"country": "", "venue": "", "city": "", "online_url": "https://meet.example.org/secret-room"}
START = datetime(2027, 1, 12, 8, 0, tzinfo=UTC)


def titled(title: str, **columns: Any) -> Event:
    return event(**({"titles": {"en": title}} | columns))


def listed(client: Inspector, url: str = "/events") -> list[str]:
    """The titles on a page of the list, in their order."""
    client.get(url)
    known = ("Alpha", "Beta", "Gamma")
    found = [(client.words.index(title), title) for title in known if title in client.words]
    return [title for _at, title in sorted(found)]


def test_the_list_shows_what_is_to_come_the_next_first(client: Inspector) -> None:
    start = datetime.now(UTC) + timedelta(days=9)
    titled("Beta", starts_at=start + timedelta(days=1), ends_at=start + timedelta(days=2))
    titled("Alpha", starts_at=start, ends_at=start + timedelta(hours=2))
    titled("Gamma", state="draft")
    assert listed(client) == ["Alpha", "Beta"]


def test_what_is_not_listed_is_found_by_its_address_only(client: Inspector) -> None:
    made = titled("Alpha", listed=False)
    assert listed(client) == []
    client.get(f"/events/{made.public_id}")


def test_past_events_have_a_tab_of_their_own(client: Inspector) -> None:
    then = datetime.now(UTC) - timedelta(days=9)
    titled("Alpha", starts_at=then, ends_at=then + timedelta(hours=2))
    titled("Beta", starts_at=then, ends_at=then + timedelta(hours=2), state="cancelled")
    titled("Gamma")
    assert (listed(client), listed(client, "/events?when=past")) == (["Gamma"], ["Alpha"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("kind=webinar", ["Beta"]),
        ("where=online", ["Beta"]),
        ("where=place", ["Alpha", "Gamma"]),
        ("language=ur", ["Gamma"]),
        ("kind=webinar&where=place", []),
        ("kind=nonsense&where=x&language=xx&when=never", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_the_list_can_be_narrowed(client: Inspector, asked: str, expected: list[str]) -> None:
    titled("Alpha")
    titled("Beta", kind="webinar", **ONLINE)
    titled("Gamma", titles={"en": "Gamma", "ur": "گاما"})
    assert listed(client, f"/events?{asked}") == expected


def test_the_list_asks_as_much_for_three_events_as_for_one(client: Inspector) -> None:
    event()
    client.get("/events")
    of_one = asked(lambda: client.get("/events"))
    event(), event()
    assert asked(lambda: client.get("/events")) == of_one


def test_long_lists_have_pages(client: Inspector) -> None:
    for _ in range(21):
        event()
    client.get("/events?page=2")
    assert client.words.count("Trading with Sialkot") == 1
    client.get("/events?page=99999999999")


@pytest.mark.parametrize("who", ["visitor", "member", "organiser"])
def test_a_draft_is_not_there_for_others(client: Inspector, who: str) -> None:
    made = titled("Alpha", state="draft")
    if who != "visitor":
        signed_in(client, person(role=who))
    client.get(f"/events/{made.public_id}", 404)
    signed_in(client, person(role="staff")).get(f"/events/{made.public_id}")


@pytest.mark.parametrize("address", ["nothing", "%00", "%ED%A0%80", "١٢٣", "a" * 3_000, "1"])
def test_an_address_of_nothing_is_not_there(client: Inspector, address: str) -> None:
    client.get(f"/events/{address}", 404)


def test_both_countries_hours_are_told(client: Inspector) -> None:
    made = event(starts_at=START, ends_at=START + timedelta(hours=8))
    client.get(f"/events/{made.public_id}?lang=it")
    assert "martedì 12 gennaio 2027, 09:00 – 17:00" in client.words
    assert "martedì 12 gennaio 2027, 13:00 – 21:00" in client.words


def test_an_event_of_several_days_tells_both(client: Inspector) -> None:
    made = event(starts_at=START, ends_at=START + timedelta(days=1, hours=8))
    client.get(f"/events/{made.public_id}?lang=it")
    assert "martedì 12 gennaio 2027, 09:00 – mercoledì 13 gennaio 2027, 17:00" in client.words


def test_a_text_in_another_language_is_marked_as_such(client: Inspector) -> None:
    made = event(titles={"ur": "ملاقاتیں"}, language="ur", descriptions={"ur": "سب کے لیے"})
    client.get(f"/events/{made.public_id}?lang=en")
    marked = [tag for tag, a in client.page.tags if a.get("lang") == "ur" and a.get("dir") == "rtl"]
    assert {"bdi", "div"} <= set(marked)


def test_the_link_of_an_online_event_stands_nowhere(client: Inspector) -> None:
    made = event(**ONLINE)
    registration(made, surname="Hidden-Surname")
    answer = client.get(f"/events/{made.public_id}").get_data(as_text=True)
    assert "secret-room" not in answer
    assert "Hidden-Surname" not in answer
    assert "secret-room" not in client.get("/events").get_data(as_text=True)


@pytest.mark.parametrize(
    ("columns", "taken", "told"),
    [
        ({}, 5, "Registration is open."),
        ({"capacity": 10}, 9, "one place is free"),
        ({"capacity": 10}, 4, "6 places are free"),
        ({"capacity": 10}, 10, "All places are taken. You can put your name on the waiting list."),
        ({"capacity": 10, "waiting_list": False}, 12, "All places are taken."),
        ({"closes_at": START}, 0, "Registration is closed."),
    ],
)
def test_the_page_tells_how_registration_stands(
    client: Inspector, monkeypatch: pytest.MonkeyPatch, columns: dict[str, Any], taken: int, told: str
) -> None:
    monkeypatch.setattr(asking, "_PLACES", [lambda numbers: dict.fromkeys(numbers, taken)])
    closed = {"closes_at": datetime.now(UTC) - timedelta(hours=1)} if "closes_at" in columns else {}
    made = event(**(columns | closed))
    client.get(f"/events/{made.public_id}")
    assert told in client.words


def test_registration_that_is_not_open_yet_says_when(client: Inspector) -> None:
    made = event(opens_at=datetime.now(UTC) + timedelta(days=1))
    client.get(f"/events/{made.public_id}")
    assert "Registration opens on" in client.words


@pytest.mark.parametrize("title", ["</script><x>", "<b>bold</b>", "a\u2028b", "{{7*7}}", "%(x)s"])
def test_titles_are_text_and_nothing_else(client: Inspector, title: str) -> None:
    made = event(titles={"en": title}, summaries={"en": title}, descriptions={"en": title}, venue=title)
    item(made, title, speaker=title)
    question(made, label=title)
    for page in (f"/events/{made.public_id}", "/events", f"/events/{made.public_id}/manage",
                 f"/events/{made.public_id}/manage/questions", "/events/mine"):  # fmt: skip
        signed_in(client, person(role="staff"))
        text = client.get(page).get_data(as_text=True)
        assert not {"<x>", "<b>bold"} & {found for found in ("<x>", "<b>bold") if found in text}
        assert "49" not in client.page.title


def test_the_first_page_tells_of_the_next_events(client: Inspector, app: Flask) -> None:
    client.get("/")
    assert "Next events" not in client.words
    titled("Alpha")
    titled("Gamma", state="draft")
    assert listed(client, "/") == ["Alpha"]


def test_an_organiser_s_start_page_leads_to_their_events(client: Inspector) -> None:
    by = person(role="organiser")
    event(by, titles={"en": "Alpha"}, state="draft")
    event(person(role="organiser"), titles={"en": "Beta"})
    assert listed(signed_in(client, by), "/") == ["Alpha"]
    assert "My events" not in (signed_in(client, person()).get("/") and client.words)
