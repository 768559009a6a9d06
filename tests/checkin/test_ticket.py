"""The ticket on one's own registration: only with a place, and it holds the secret and no address."""

from __future__ import annotations

import pytest

from pin_app.accounts.models import User
from pin_app.checkin import codes
from pin_app.checkin.attendance import number_of
from pin_app.events.models import Event
from tests.checkin.test_certificates import was_there
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def open_own(client: Inspector, today: Event, state: str) -> str:
    guest = person()
    made = registration(today, state, user_id=guest.id)
    signed_in(client, guest).get(f"/registrations/{made.public_id}")
    return str(codes.data_uri(made.ticket))


def test_who_has_a_place_has_a_ticket(client: Inspector, today: Event) -> None:
    assert open_own(client, today, "registered") in [image.get("src") for image in client.page.all("img")]


@pytest.mark.parametrize("state", ["waiting", "offered", "cancelled"])
def test_who_has_none_has_no_ticket(client: Inspector, today: Event, state: str) -> None:
    open_own(client, today, state)
    assert "ticket" not in [section.get("aria-labelledby") for section in client.page.all("section")]


def test_who_was_there_has_a_certificate(client: Inspector, today: Event, by: User) -> None:
    guest = person()
    made = was_there(today, by, user_id=guest.id)
    signed_in(client, guest).get(f"/registrations/{made.public_id}")
    assert f"/certificates/{number_of(made)}?lang=en" in [link.get("href") for link in client.page.all("a")]


def test_the_organiser_finds_the_door(at_the_door: Inspector, today: Event) -> None:
    at_the_door.get(f"/events/{today.public_id}/manage")
    assert f"/events/{today.public_id}/check-in" in [link.get("href") for link in at_the_door.page.all("a")]
