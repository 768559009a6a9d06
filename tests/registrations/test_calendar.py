"""Calendar files of one's own registration, and what a member's calendar keeps."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, url_for
from icalendar import Calendar
from icalendar import Event as Component

from pin_app.db import db, now
from pin_app.events import feeds
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories.events import event, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

LINK = "https://meet.example.org/only-for-those-who-come"


def entry(client: Inspector, at: str) -> Component:
    (found,) = Calendar.from_ical(client.get(at).get_data()).events
    return found


def hrefs(client: Inspector) -> list[str]:
    return [link.get("href") or "" for link in client.page.all("a")]


def file_of(one: Registration) -> str:
    return f"{links.path_of(one)}/event.ics"


def test_a_guest_s_file_has_the_link_of_an_online_event_and_none_to_the_registration(
    client: Inspector,
) -> None:
    one = registration(event(online_url=LINK, venue="", city=""))
    at = links.path_of(one)
    client.get(at)
    assert [link for link in hrefs(client) if link.endswith("event.ics")] == [f"{at}/event.ics"]
    found = entry(client, f"{at}/event.ics")
    assert str(found["location"]) == LINK
    assert str(found["url"]).endswith(f"/events/{one.event.public_id}")
    assert "/r/" not in str(found["description"])


def test_who_waits_or_was_offered_a_place_gets_no_link(client: Inspector) -> None:
    made = event(online_url=LINK)
    for state in ("waiting", "offered"):
        found = entry(client, file_of(registration(made, state)))
        assert (LINK in found.to_ical().decode().replace("\r\n ", ""), str(found["status"])) == (
            False,
            "CONFIRMED",
        )


def test_who_has_cancelled_gets_an_entry_that_says_so(client: Inspector) -> None:
    one = registration(event(online_url=LINK), "cancelled", cancelled_by="person")
    found = entry(client, file_of(one))
    assert (str(found["status"]), LINK in str(found["description"])) == ("CANCELLED", False)
    client.get(links.path_of(one))
    assert not any(link.endswith("event.ics") for link in hrefs(client))


def test_a_member_s_file_is_theirs_alone(client: Inspector) -> None:
    me = person()
    one = registration(event(online_url=LINK), user_id=me.id)
    at = f"/registrations/{one.public_id}/event.ics"
    assert LINK in str(entry(signed_in(client, me), at)["description"])
    signed_in(client, person()).get(at, 404)


def test_what_is_over_stays_in_a_calendar_and_what_was_called_off_says_so(app: Flask) -> None:
    me, start = person(), now() - timedelta(days=20)
    past = event(starts_at=start, ends_at=start + timedelta(hours=2))
    old = event(starts_at=start - timedelta(days=400), ends_at=start - timedelta(days=399))
    off = event(state="cancelled", cancelled_at=now(), online_url=LINK)
    left = event()
    for made in (past, old):
        registration(made, user_id=me.id)
    registration(off, "cancelled", user_id=me.id, cancelled_by="event")
    registration(left, "cancelled", user_id=me.id, cancelled_by="person")
    with app.test_request_context():
        found = {one.uid: one for one in feeds.entries_of(me)}
    assert {uid: one.cancelled for uid, one in found.items()} == {past.public_id: False, off.public_id: True}
    assert found[off.public_id].link == ""


def test_a_forged_link_opens_no_file(app: Flask, client: Inspector) -> None:
    with app.test_request_context():
        at = url_for("registrations.calendar_by_link", token="x" * 60)
    client.get(at, 410)
    assert db.session.query(Registration).count() == 0
