"""Many at once: the last seat is given once, and a form sent many times has one effect, on either store.

`python -m benchmarks.last_seat` does the same with a production server, 200 guests and 20 rounds of 50.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.registrations import services
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links, places, registering
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.registrations.people import mails, somebody, states
from tests.registrations.test_routes import GUEST
from tests.store import at_once

TIMES = 20


def wanting(event: Event) -> Callable[[], object]:
    """Somebody else each time who wants a seat."""
    number = event.id
    return lambda: services.register(db.session.get_one(Event, number), somebody())


def test_the_last_seat_is_given_once(app: Flask) -> None:
    event = events.event(capacity=3)
    for _ in range(2):
        events.registration(event)
    assert at_once(app, wanting(event), TIMES) == ["done"] * TIMES
    assert states(event).count("registered") == 3
    assert states(event).count("waiting") == TIMES - 1


def test_with_the_lock_off_it_is_given_more_than_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at the places and the seat in two transactions: what the check above must see."""
    looked = threading.Barrier(6, timeout=20)

    def look_and_let_go(event: Event, _makes_room: object) -> str:
        found = "registered" if places.has_room(event) else "waiting"
        db.session.rollback()
        looked.wait()
        return found

    monkeypatch.setattr(places, "take", lambda _event: None)
    monkeypatch.setattr(registering, "_state", look_and_let_go)
    event = events.event(capacity=1)
    at_once(app, wanting(event), 6)
    assert states(event).count("registered") == 6


def test_a_free_place_is_offered_to_one_when_many_cancel_and_sweep(app: Flask) -> None:
    event = events.event(capacity=2)
    first = [events.registration(event).id for _ in range(2)]
    for _ in range(4):
        events.registration(event, "waiting")
    number, turns = event.id, [*first, 0, 0, 0, 0]

    def act() -> None:
        who = turns.pop()
        if who:
            services.cancel(db.session.get_one(Registration, who))
        else:
            services.offer_places(db.session.get_one(Event, number))

    assert at_once(app, act, 6) == ["done"] * 6
    assert states(event) == ["cancelled"] * 2 + ["offered"] * 2 + ["waiting"] * 2


def sent(client: Inspector, path: str, data: dict[str, Any], times: int = TIMES) -> list[tuple[int, str]]:
    """Send one form many times at once from one browser; returns the answers."""
    client.get("/help")
    if not client.page.csrf_token:
        client.get("/sign-in")
    form = {"csrf_token": client.page.csrf_token} | data
    name = client.app.config["SESSION_COOKIE_NAME"]
    cookie = client.raw.get_cookie(name)
    assert cookie is not None
    db.session.commit()
    ready, answers = threading.Barrier(times), []

    def send() -> None:
        browser = client.app.test_client()
        browser.set_cookie(name, cookie.value)
        ready.wait()
        with client.app.app_context():
            answer = browser.post(path, data=form)
            answers.append((answer.status_code, answer.headers.get("Location", "")))

    threads = [threading.Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def entries(action: str) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0


def test_a_guest_who_presses_twenty_times_is_registered_once(client: Inspector) -> None:
    event = events.event()
    page = f"/events/{event.public_id}/register"
    answers = sent(client, page, GUEST | {"request_key": "one form"})
    assert answers == [(302, f"{page}/sent")] * TIMES
    assert (states(event), mails(), entries("registration.made")) == (
        ["registered"], ["registration_confirmed"], 1,
    )  # fmt: skip


def test_a_member_who_presses_twenty_times_gets_to_one_page(client: Inspector) -> None:
    event = events.event()
    signed_in(client, person("imran@example.org"))
    answers = sent(client, f"/events/{event.public_id}/register", GUEST | {"request_key": "one form"})
    assert (len(set(answers)), answers[0][0], states(event)) == (1, 302, ["registered"])


@pytest.mark.parametrize(
    ("press", "state", "mail", "action"),
    [
        ("accept", "registered", "registration_confirmed", "registration.accepted"),
        ("cancel", "cancelled", "registration_cancelled", "registration.cancelled"),
    ],
)
def test_an_answer_to_an_offer_counts_once(
    client: Inspector, press: str, state: str, mail: str, action: str
) -> None:
    event = events.event()
    made = events.registration(event, "offered", offered_until=now() + timedelta(hours=1))
    link = f"/r/{links.token_of(made)}"
    answers = sent(client, f"{link}/{press}", {})
    assert answers == [(302, link)] * TIMES
    assert (states(event), mails(), entries(action)) == ([state], [mail], 1)


def test_an_organiser_who_presses_twenty_times_adds_one_person(client: Inspector) -> None:
    by = person(role="organiser")
    signed_in(client, by)
    event = events.event(by)
    data = {"given_name": "Ali", "surname": "Khan", "language": "it", "request_key": "one form"}
    answers = sent(client, f"/events/{event.public_id}/registrations/new", data)
    assert (len(set(answers)), answers[0][0], states(event)) == (1, 302, ["registered"])


def test_somebody_is_put_first_once(client: Inspector) -> None:
    by = person(role="organiser")
    signed_in(client, by)
    event = events.event(by, capacity=0)
    made = events.registration(event, "waiting")
    page = f"/events/{event.public_id}/registrations/{made.public_id}"
    answers = sent(client, f"{page}/promote", {"reason": "Speaker", "add_place": "y", "version": "1"})
    assert answers == [(302, page)] * TIMES
    assert (states(event), event.capacity, entries("registration.promoted")) == (["registered"], 1, 1)
