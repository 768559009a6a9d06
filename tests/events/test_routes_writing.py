"""Making an event and changing it, as an organiser does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser
from tests.factories.events import event, item, organised, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

FORM = {
    "kind": "b2b_day", "language": "it", "it-title": "Incontri a Brescia", "en-title": "Meetings in Brescia",
    "it-summary": "Una giornata di incontri", "it-description": "Riga uno\nRiga due",
    "time_zone": "Europe/Rome", "starts_on": "2027-05-12", "starts_hour": "09:00",
    "ends_on": "2027-05-12", "ends_hour": "17:30", "country": "IT", "region": "IT-25", "city": "Brescia",
    "venue": "Camera di Commercio", "address": "Via Einaudi 23", "online_url": "", "capacity": "80",
    "waiting_list": "y", "offer_hours": "24", "closes_on": "2027-05-10", "closes_hour": "12:00",
    "listed": "y",
}  # fmt: skip


def newest() -> Event:
    found = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert found is not None
    return found


def sent(client: Inspector, url: str = "/events/new", status: int = 302, **other: Any) -> Event:
    client.get(url)
    client.post(url, FORM | other, status)
    return newest() if status == 302 else event()


def test_a_draft_holds_what_was_typed(client: Inspector) -> None:
    by = person(role="organiser")
    made = sent(signed_in(client, by))
    assert (made.state, made.titles) == ("draft", {"it": "Incontri a Brescia", "en": "Meetings in Brescia"})
    assert (made.summaries, made.descriptions) == (
        {"it": "Una giornata di incontri"}, {"it": "Riga uno\nRiga due"},
    )  # fmt: skip
    assert made.starts_at == datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
    assert made.ends_at == datetime(2027, 5, 12, 15, 30, tzinfo=UTC)
    assert made.closes_at == datetime(2027, 5, 10, 10, 0, tzinfo=UTC)
    assert (made.opens_at, made.capacity, made.offer_hours) == (None, 80, 24)
    assert (made.region, made.members_only, made.listed) == ("IT-25", False, True)
    assert db.session.scalars(select(EventOrganiser.user_id)).all() == [by.id]
    acts = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert acts == ["account.signed_in", "event.created"]


def test_the_form_shows_what_is_kept_and_changes_nothing_by_itself(client: Inspector) -> None:
    made = sent(signed_in(client, person(role="organiser")), time_zone="Asia/Karachi")
    client.get(f"/events/{made.public_id}/manage/edit")
    values = {field["name"]: field.get("value") for field in client.page.all("input")}
    assert (values["starts_on"], values["starts_hour"]) == ("2027-05-12", "09:00")
    assert made.starts_at == datetime(2027, 5, 12, 4, 0, tzinfo=UTC)
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"time_zone": "Asia/Karachi"})
    assert (newest().sequence, newest().starts_at) == (0, datetime(2027, 5, 12, 4, 0, tzinfo=UTC))


def test_what_was_changed_is_in_the_trail_but_not_to_what(client: Inspector) -> None:
    by = person(role="organiser")
    made = sent(signed_in(client, by))
    client.get(f"/events/{made.public_id}/manage/edit")
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"capacity": "90", "sensitive": "y"})
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "event.changed")).one()
    assert (entry.actor_id, entry.facts) == (by.id, {"fields": ["capacity", "sensitive"]})


def refused(client: Inspector, **other: Any) -> str:
    signed_in(client, person(role="organiser"))
    sent(client, status=422, **other)
    return client.words


def test_an_end_before_the_start_is_refused(client: Inspector) -> None:
    assert "The end has to lie after the start." in refused(client, ends_hour="08:00")


def test_an_event_of_more_than_a_month_is_refused(client: Inspector) -> None:
    assert "at most 31 days" in refused(client, ends_on="2027-06-13")


def test_a_title_in_the_main_language_is_needed(client: Inspector) -> None:
    assert "Write a title in the main language" in refused(client, language="ur")


def test_an_event_has_to_be_somewhere(client: Inspector) -> None:
    assert "Say in which country" in refused(client, country="", region="")


def test_a_link_has_to_be_a_web_address(client: Inspector) -> None:
    assert "Write a web address" in refused(client, online_url="javascript:alert(1)")


def test_registration_closes_before_the_event_is_over(client: Inspector) -> None:
    assert "before the event is over" in refused(client, closes_on="2027-05-13")


def test_an_hour_without_a_day_is_asked_about(client: Inspector) -> None:
    assert "Choose the day as well." in refused(client, closes_on="")


def test_a_year_far_away_is_refused(client: Inspector) -> None:
    assert "between 2000 and 2100" in refused(client, starts_on="0001-01-01")


def test_what_was_typed_comes_back(client: Inspector) -> None:
    refused(client, ends_hour="08:00", venue="Sala Piamarta")
    values = [field.get("value") for field in client.page.all("input")]
    assert {"Sala Piamarta", "08:00", "Incontri a Brescia"} <= set(values)


def test_the_hour_that_is_left_out_in_march_is_refused(client: Inspector) -> None:
    told = refused(client, starts_on="2026-03-29", starts_hour="02:30", ends_on="2026-03-29")
    assert "leave this hour out" in told


def test_fewer_places_than_are_taken_are_refused_with_the_number(client: Inspector, monkeypatch: Any) -> None:
    from pin_app.events import asking  # noqa: PLC0415 -- the registry is put back after the test

    monkeypatch.setattr(asking, "_PLACES", [lambda numbers: dict.fromkeys(numbers, 3)])
    by, made = organised()
    signed_in(client, by).get(f"/events/{made.public_id}/manage/edit")
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"capacity": "2"}, 422)
    assert "3 places are taken already." in client.words
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"capacity": "3"})
    db.session.refresh(made)
    assert made.capacity == 3


def test_the_programme_moves_with_the_event(client: Inspector) -> None:
    by, made = organised()
    point = item(made)
    signed_in(client, by).get(f"/events/{made.public_id}/manage/edit")
    client.post(f"/events/{made.public_id}/manage/edit", FORM)
    db.session.refresh(point)
    assert point.starts_at == datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
    assert point.ends_at - point.starts_at == timedelta(hours=1)


def test_an_event_that_became_too_short_for_its_programme_is_refused(client: Inspector) -> None:
    by, made = organised()
    item(made, hours=8)
    signed_in(client, by).get(f"/events/{made.public_id}/manage/edit")
    client.post(f"/events/{made.public_id}/manage/edit", FORM | {"ends_hour": "10:00"}, 422)
    assert "would lie outside the event: 1" in client.words


def test_a_cancelled_event_stays_as_it_is(client: Inspector) -> None:
    by = person(role="organiser")
    made = event(by, state="cancelled")
    signed_in(client, by).get(f"/events/{made.public_id}/manage/edit", 409)
    registration(made)
    client.post(f"/events/{made.public_id}/manage/edit", FORM, 409)


def test_what_a_colleague_wrote_meanwhile_is_not_written_over_unseen(client: Inspector) -> None:
    by, made = organised()
    url = f"/events/{made.public_id}/manage/edit"
    client_of_colleague = Inspector(client.app)
    for browser in (signed_in(client, by), signed_in(client_of_colleague, person(role="staff"))):
        browser.get(url)
    client_of_colleague.post(url, FORM | {"sequence": "0", "venue": "Sala Rossi"})
    client.post(url, FORM | {"sequence": "0", "venue": "Sala Verdi"}, 422)
    assert "Somebody has changed this event since you opened it." in client.words
    values = {field.get("name"): field.get("value") for field in client.page.all("input")}
    assert (values["venue"], values["sequence"]) == ("Sala Verdi", "1")
    client.post(url, FORM | {"sequence": "1", "venue": "Sala Verdi"})
    client.post(url, FORM | {"sequence": "1", "venue": "Sala Verdi"})
    db.session.refresh(made)
    assert (made.venue, made.sequence) == ("Sala Verdi", 2)
