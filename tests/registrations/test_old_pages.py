"""A page that was opened before something changed: nothing that it still shows comes back by itself."""

from __future__ import annotations

from typing import Any

import pytest

from pin_app.db import db
from pin_app.events.models import Question
from pin_app.registrations import queries
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories import events
from tests.inspector import Inspector
from tests.registrations.people import register

Opened = tuple[Inspector, Registration, Question, dict[str, Any]]


@pytest.fixture
def opened(client: Inspector) -> Opened:
    """The page of somebody who gave a consent, with all that it would send."""
    event = events.event()
    asked = events.question(event, "consent", "My name may stand in the list of partners.")
    made = register(event, consents=[asked.public_id], language="en")
    client.get(at(made, "/edit"))
    return client, made, asked, sent_by(client)


def at(made: Registration, page: str = "") -> str:
    return f"/r/{links.token_of(made)}{page}"


def sent_by(client: Inspector) -> dict[str, Any]:
    """What the button of the page would send, the language included."""
    fields = [a for a in client.page.all("input") if a.get("name")]
    ticked = [a for a in fields if a.get("type") != "checkbox" or "checked" in a]
    return {str(a["name"]): a.get("value") or "" for a in ticked} | {"language": "en"}


def standing(made: Registration) -> int:
    db.session.rollback()
    return len(queries.agreed(made))


def test_a_consent_that_was_taken_back_is_not_given_again_by_a_page_from_before(opened: Opened) -> None:
    client, made, asked, before = opened
    client.post(at(made, "/consent"), {"question": asked.public_id})
    client.post(at(made, "/edit"), before | {"city": "Brescia"}, 422)
    assert "Somebody has changed this registration since you opened the page." in client.words
    again = sent_by(client)
    assert (again["city"], f"c_{asked.public_id}" in again) == ("Brescia", False)
    client.post(at(made, "/edit"), again)
    assert (made.city, standing(made)) == ("Brescia", 0)


def test_the_same_page_sent_twice_says_the_same_twice(opened: Opened) -> None:
    client, made, _asked, before = opened
    for _ in range(2):
        client.post(at(made, "/edit"), before | {"city": "Brescia"})
    assert (made.city, standing(made)) == ("Brescia", 1)


def test_a_consent_is_taken_back_on_the_page_that_shows_it(opened: Opened) -> None:
    client, made, asked, before = opened
    del before[f"c_{asked.public_id}"]
    client.post(at(made, "/edit"), before)
    assert standing(made) == 0
