"""The organiser's own list and the page from which one event is run."""

from __future__ import annotations

from tests.factories.events import event, organised
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import asked


def test_organisers_see_their_own_events_and_staff_see_all(client: Inspector) -> None:
    by, mine = organised()
    event(person(role="organiser"), titles={"en": "Of somebody else"})
    signed_in(client, by).get("/events/mine")
    assert "Trading with Sialkot" in client.words
    assert "Of somebody else" not in client.words
    client.get(f"/events/{mine.public_id}/manage")
    signed_in(client, person(role="staff")).get("/events/mine")
    assert "Of somebody else" in client.words


def test_what_others_run_is_not_there(client: Inspector) -> None:
    other = event(person(role="organiser"))
    by, _mine = organised()
    signed_in(client, by)
    for page in ("", "/edit", "/cancel"):
        client.get(f"/events/{other.public_id}/manage{page}", 404)
    for deed in ("publish", "cancel", "discard", "organisers", f"organisers/{by.id}/export"):
        client.post(f"/events/{other.public_id}/manage/{deed}", status=404)


def test_members_do_not_get_there(client: Inspector) -> None:
    made = event()
    signed_in(client, person())
    client.get("/events/mine", 403)
    client.get(f"/events/{made.public_id}/manage", 403)


def test_the_list_asks_as_much_for_three_events_as_for_one(client: Inspector) -> None:
    by, _one = organised()
    signed_in(client, by).get("/events/mine")
    of_one = asked(lambda: client.get("/events/mine"))
    event(by), event(by)
    assert asked(lambda: client.get("/events/mine")) == of_one


def test_an_empty_list_says_how_to_begin(client: Inspector) -> None:
    signed_in(client, person(role="organiser")).get("/events/mine")
    assert "No event yet" in client.words
