"""Checks 3, 5, 8, 10 and 11 for this room: who reads what, rules on the server, fields that no form has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import select

from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import links
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.registrations.people import mails, states
from tests.registrations.test_routes import GUEST, fill, one

FORM = "application/x-www-form-urlencoded"
ODD = ("2147483648", "9223372036854775808", "-1", "1e400", "NaN", "", "\x00", "\ud800", "[]", "x" * 500_000)
PRIVATE = {
    "surname": "surnamemarker", "given_name": "givenmarker", "email": "mailmarker@example.org",
    "typed_email": "mailmarker@example.org", "phone": "+923009988776", "organisation": "firmmarker",
    "role": "rolemarker", "city": "citymarker",
}  # fmt: skip
OWN = (*(set(PRIVATE.values())), "answermarker")
FOR_ORGANISERS = (*OWN, "notemarker")


def scene() -> tuple[dict[str, Inspector], Event, Registration]:
    """A registration of the owner with everything private filled in, and one browser for each reader."""
    from flask import current_app  # noqa: PLC0415

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    people = {
        "owner": person("mailmarker@example.org"), "other": person(), "organiser": person(role="organiser"),
        "stranger": person(role="organiser"), "staff": person(role="staff"),
    }  # fmt: skip
    event = events.event(people["organiser"])
    asked = events.question(event)
    made = events.registration(
        event,
        user_id=people["owner"].id,
        note="notemarker",
        answers={asked.public_id: "answermarker"},
        **PRIVATE,
    )
    browsers = {name: signed_in(Inspector(app), user) for name, user in people.items()}
    return browsers | {"anonymous": Inspector(app)}, event, made


def addresses(event: Event, made: Registration) -> list[str]:
    of_event, one_of = (
        f"/events/{event.public_id}",
        f"/events/{event.public_id}/registrations/{made.public_id}",
    )
    own = f"/registrations/{made.public_id}"
    return [
        "/registrations", "/registrations?view=past", "/events", of_event, f"{of_event}/manage",
        f"{of_event}/register", f"{of_event}/register/sent", f"{of_event}/registrations/new",
        *(f"{page}{part}" for page in (own, one_of) for part in ("", "/edit", "/cancel")),
        f"{one_of}/promote",
    ]  # fmt: skip


def readers(browsers: dict[str, Inspector], pages: list[str]) -> dict[str, set[str]]:
    """Who finds which private text on some page."""
    found: dict[str, set[str]] = {name: set() for name in browsers}
    for name, browser in browsers.items():
        for page in pages:
            text = browser.send("GET", page).get_data(as_text=True)
            text = text.replace("\u2066", "").replace(" 300 9988776", "3009988776")
            found[name] |= {marker for marker in FOR_ORGANISERS if marker in text}
    return found


def test_private_fields_are_read_by_their_person_and_the_organisers_alone(client: Inspector) -> None:
    browsers, event, made = scene()
    found = readers(browsers, addresses(event, made))
    assert found == {
        "owner": set(OWN), "other": set(), "organiser": set(FOR_ORGANISERS), "stranger": set(),
        "staff": set(FOR_ORGANISERS), "anonymous": set(),
    }  # fmt: skip


def test_who_holds_the_link_reads_what_its_person_reads(client: Inspector) -> None:
    browsers, _event, made = scene()
    link = f"/r/{links.token_of(made)}"
    found = readers({"anonymous": browsers["anonymous"]}, [link, f"{link}/edit", f"{link}/cancel"])
    assert found["anonymous"] == set(OWN)


def test_a_mail_about_somebody_known_tells_nothing_of_them(client: Inspector) -> None:
    event = events.event()
    fill(client, event)
    page = client.send("GET", f"/events/{event.public_id}/register/sent").get_data(as_text=True)
    fill(client, event)
    again = client.send("GET", f"/events/{event.public_id}/register/sent").get_data(as_text=True)
    assert page == again


def test_fields_that_the_form_does_not_have_change_nothing(client: Inspector) -> None:
    event = events.event(capacity=0)
    extra = {
        "state": "registered", "id": "1", "user_id": "1", "event_id": "99", "reference": "AAAAAAAA",
        "note": "x", "source": "organiser", "public_id": "abc", "waiting_since": "2000-01-01",
        "registered_at": "2000-01-01", "ticket": "x", "link_secret": "x", "offered_until": "2099-01-01",
        "version": "77", "mail": "", "add_place": "y",
    }  # fmt: skip
    fill(client, event, **extra)
    made = one()
    assert (made.state, made.source, made.version, made.user_id, made.note) == (
        "waiting",
        "form",
        1,
        None,
        "",
    )
    assert (made.event_id, event.capacity) == (event.id, 0)
    assert not {made.reference, made.ticket, made.link_secret, made.public_id} & set(extra.values())


def test_rules_hold_on_the_server(client: Inspector) -> None:
    """What the page does not offer is refused: closed events, offers of others, consents of other events."""
    closed = events.event(closes_at=now() - timedelta(days=1))
    client.get("/sign-in")
    client.post(f"/events/{closed.public_id}/register", GUEST, 422)
    event, other = events.event(), events.event()
    foreign = events.question(other, "consent", "Foreign")
    waits = events.registration(event, "waiting")
    client.get(f"/r/{links.token_of(waits)}/cancel")
    client.post(f"/r/{links.token_of(waits)}/accept", {})
    assert states(event) == ["waiting"]
    fill(client, event, **{f"c_{foreign.public_id}": "y", f"q_{foreign.public_id}": "y"})
    assert list(db.session.scalars(select(RegistrationConsent))) == []


def test_of_a_field_sent_twice_the_first_counts(client: Inspector) -> None:
    event = events.event()
    page = f"/events/{event.public_id}/register"
    client.get(page)
    client.post(page, GUEST | {"email": ["a@example.org", "b@example.org"], "request_key": "k"})
    assert (one().email, mails("b@example.org")) == ("a@example.org", [])


@pytest.mark.parametrize("value", ODD, ids=[ascii(value)[:20] for value in ODD])
def test_odd_input_is_never_a_fault(client: Inspector, value: str) -> None:
    event = events.event(capacity=1)
    kinds = ("text", "long_text", "yes_no", "number", "date", "one_of", "several_of", "consent")
    options = [{"key": "a", "labels": {"en": "A"}}]
    asked = [events.question(event, kind, options=options if kind.endswith("of") else []) for kind in kinds]
    fields = [f"{'c' if one.kind == 'consent' else 'q'}_{one.public_id}" for one in asked]
    kept = ["surname", "city", "email", "phone", "request_key", "profile", fields[0], fields[1]]
    page = f"/events/{event.public_id}/register"
    client.get(page)
    token = {"csrf_token": client.page.csrf_token}
    for names in ([*GUEST, *fields, "version", "kind", "sector", "whatsapp_ok"], *([name] for name in kept)):
        body = token | GUEST | {name: [value, "1"] for name in names}
        answer = client.send("POST", page, data=_body(body), content_type=FORM)
        assert answer.status_code < 500, (names, answer.status_code)


@pytest.mark.parametrize("value", ODD[:-1], ids=[ascii(value)[:20] for value in ODD[:-1]])
def test_odd_addresses_are_never_a_fault(client: Inspector, value: str) -> None:
    odd = quote(value.encode("utf-8", "surrogatepass")) or "x"
    user = person(role="organiser")
    signed_in(client, user)
    event = events.event(user)
    of_event = f"/events/{event.public_id}"
    pages = (
        f"/r/{odd}", f"/registrations/{odd}", f"/events/{odd}/register", f"/registrations?page={odd}",
        f"{of_event}/registrations/{odd}", f"{of_event}/register?profile={odd}",
    )  # fmt: skip
    for page in pages:
        assert client.send("GET", page).status_code < 500, page


def _body(fields: dict[str, Any]) -> str:
    """A form as a rude client would send it, lone surrogates and all."""
    return urlencode(fields, doseq=True, errors="surrogatepass")
