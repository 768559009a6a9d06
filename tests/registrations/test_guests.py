"""Checks 28 and 30 for forms of guests: no mailbox of a third person is filled, no answer tells who comes."""

from __future__ import annotations

from typing import Any

import pytest

from pin_app.accounts.routes import limits
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.routes import guests
from pin_app.registrations.services import people
from tests.factories import events
from tests.factories.trainings import series
from tests.inspector import Inspector
from tests.registrations.test_routes import GUEST

THIRD = "third@example.org"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def send(client: Inspector, path: str, number: int, **fields: Any) -> int:
    """Send the form as a guest of yet another network, without opening it."""
    typed = (
        GUEST | {"surname": f"Name{number}", "email": THIRD} | fields | {"csrf_token": client.page.csrf_token}
    )
    answer = client.send("POST", path, data=typed, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
    return answer.status_code


def test_a_third_person_gets_few_mails_however_many_networks_and_events(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "ADDRESS", (guests.ADDRESS[0], "4 per day"))
    first, second, training = events.event(), events.event(), series(dates=1)
    pages = [f"/events/{one.public_id}/register" for one in (first, second)]
    pages.append(f"/trainings/{training.public_id}/register")
    client.get("/sign-in")
    written = [THIRD, THIRD.upper(), f" {THIRD} "]
    found = [send(client, pages[n % 3], n, email=written[n % 3]) for n in range(7)]
    assert found == [302] * 4 + [422] * 3
    assert db.session.query(OutgoingMail).count() == 4
    assert send(client, pages[0], 8, email="somebody.else@example.org") == 302


@pytest.mark.parametrize(
    "written",
    [
        ["third@example.org", "third+a@example.org", "Third+b+c@example.org"],
        ["t.hird@gmail.com", "th.ird@gmail.com", "third+x@googlemail.com"],
    ],
)
def test_one_mailbox_under_many_addresses_gets_no_more_mails(
    client: Inspector, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    monkeypatch.setattr(guests, "ADDRESS", (guests.ADDRESS[0], "2 per day"))
    page = f"/events/{events.event().public_id}/register"
    client.get("/sign-in")
    assert [send(client, page, n, email=one) for n, one in enumerate(written)] == [302, 302, 422]


def test_other_mailboxes_are_counted_by_themselves() -> None:
    apart = ("t.hird@example.org", "third@example.org", "+a@example.org", "+b@example.org")
    assert len({guests.mailbox_of(one) for one in apart}) == len(apart)


def test_a_name_carries_nobody_elsewhere(client: Inspector) -> None:
    client.get("/sign-in")
    page = f"/events/{events.event().public_id}/register"
    for name in ("Win http://bad.example", "WWW.bad.example", "ask@bad.example", "See prizes-now.COM"):
        assert send(client, page, 1, given_name=name) == 422
        with pytest.raises(PinError):
            people.name(name)
    assert db.session.query(OutgoingMail).count() == 0


@pytest.mark.parametrize(
    "name", ["At t.me/prize", "bit.ly/2x", "prizes.xyz", "prizes\uff0ecom", "pin.prize.it"]
)
def test_what_a_mail_program_makes_a_link_of_is_no_name(name: str) -> None:
    with pytest.raises(PinError):
        people.name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Anna M. D’Angelo-Khan",
        "Dott.De Luca",
        "dr.khan",
        "Mohd.Aslam S/O Bashir",
        "A.It",
        "G.B. di Siena",
        "علی۔خان",
    ],
)
def test_names_with_dots_stay_as_they_are(name: str) -> None:
    assert people.name(name) == name


@pytest.mark.parametrize("waiting_list", [True, False])
def test_a_full_event_answers_alike_whoever_it_is(client: Inspector, waiting_list: bool) -> None:
    event = events.event(waiting_list=waiting_list)
    page = f"/events/{event.public_id}/register"
    client.get("/sign-in")
    send(client, page, 1)
    event.capacity = 1
    db.session.commit()
    assert len({send(client, page, number) for number in (1, 2)}) == 1
