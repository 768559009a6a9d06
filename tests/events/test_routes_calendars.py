"""Calendar files: one event for everybody, and a person's own calendar under a secret address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from werkzeug.test import TestResponse

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.events import feeds
from pin_app.events.models import CalendarFeed, Event
from tests.factories.events import event, organised
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

LINK = "https://meet.example.org/secret-room"


def entries(answer: TestResponse) -> list[tuple[str, str]]:
    """Title and status of what stands in a calendar."""
    assert answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.get_data())
    return [(str(one["summary"]), str(one["status"])) for one in found.events]  # type: ignore[union-attr]


def address(client: Inspector) -> str:
    client.get("/account/calendar")
    client.post("/account/calendar")
    client.get("/account/calendar")
    return f"/calendar/{token()}.ics"


def token() -> str:
    db.session.expire_all()
    return db.session.scalars(select(CalendarFeed.token)).one()


def test_an_event_is_put_into_a_calendar_without_its_link(client: Inspector) -> None:
    made = event(online_url=LINK, titles={"en": "Trading", "it": "Commercio"})
    answer = client.get(f"/events/{made.public_id}/event.ics?lang=it")
    assert entries(answer) == [("Commercio", "CONFIRMED")]
    assert LINK not in answer.get_data(as_text=True).replace("\r\n ", "")


def test_a_cancelled_event_is_taken_over_as_such(client: Inspector) -> None:
    made = event(state="cancelled", cancelled_at=now())
    assert entries(client.get(f"/events/{made.public_id}/event.ics")) == [
        ("Trading with Sialkot", "CANCELLED")
    ]


def test_a_draft_has_no_file_for_others(client: Inspector) -> None:
    client.get(f"/events/{event(state='draft').public_id}/event.ics", 404)


def test_an_organiser_s_calendar_has_what_was_published(client: Inspector) -> None:
    by, made = organised()
    made.online_url = LINK
    event(by, state="draft", titles={"en": "A plan"})
    event(person(role="organiser"), titles={"en": "Of others"})
    old = now() - timedelta(days=500)
    event(by, titles={"en": "Long ago"}, starts_at=old, ends_at=old + timedelta(hours=1))
    url = address(signed_in(client, by))
    visitor = Inspector(client.app)
    answer = visitor.get(url)
    assert entries(answer) == [("Trading with Sialkot", "CONFIRMED")]
    assert LINK in answer.get_data(as_text=True).replace("\r\n ", "")
    assert answer.headers["Cache-Control"] == "no-store"


def test_rooms_above_fill_in_what_they_know(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    made = event()

    def of_somebody(_user: object) -> list[feeds.Entry]:
        found = db.session.get(Event, made.id)
        assert found is not None
        return [feeds.entry_of(found, "en", path="/registrations/abc")]

    monkeypatch.setattr(feeds, "_PROVIDERS", [of_somebody, of_somebody])
    url = address(signed_in(client, person()))
    assert entries(client.get(url)) == [("Trading with Sialkot", "CONFIRMED")]


def test_another_address_ends_the_first_and_off_ends_both(client: Inspector) -> None:
    user = person()
    first = address(signed_in(client, user))
    client.post("/account/calendar")
    assert first == f"/calendar/{token()}.ics"
    client.post("/account/calendar", {"renew": "yes"})
    second = f"/calendar/{token()}.ics"
    client.get(first, 404)
    client.get(second)
    client.post("/account/calendar/off")
    client.post("/account/calendar/off")
    client.get(second, 404)
    acts = select(AuditEntry.action).where(AuditEntry.action.startswith("calendar.")).order_by(AuditEntry.id)
    assert db.session.scalars(acts).all() == ["calendar.opened", "calendar.opened", "calendar.closed"]


def test_a_closed_account_has_no_calendar(client: Inspector) -> None:
    user = person()
    url = address(signed_in(client, user))
    user.active = False
    Inspector(client.app).get(url, 404)


def test_the_secret_stands_in_no_audit_row(client: Inspector) -> None:
    address(signed_in(client, person()))
    facts = str(db.session.scalars(select(AuditEntry.facts)).all())
    assert token() not in facts


@pytest.mark.parametrize("guess", ["x", "%00", "a" * 43, "%ED%A0%80", "a" * 5_000])
def test_a_guess_leads_nowhere(client: Inspector, guess: str) -> None:
    client.get(f"/calendar/{guess}.ics", 404)


def test_a_calendar_has_an_end_and_keeps_what_comes_next(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "ENTRIES_MOST", 3)
    by = person(role="organiser")
    for days in (-400, -20, -10, 10, 20):
        start = now() + timedelta(days=days)
        event(by, titles={"en": f"In {days}"}, starts_at=start, ends_at=start + timedelta(hours=1))
    found = entries(client.get(address(signed_in(client, by))))
    assert [title for title, _state in found] == ["In -10", "In 10", "In 20"]
