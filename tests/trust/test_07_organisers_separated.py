"""Check 7: what one organiser runs is not there for another, on any page of any room about an event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pin_app.access import is_organiser
from pin_app.accounts.models import User
from pin_app.events import policies
from pin_app.events.models import Event, EventOrganiser
from tests.factories.events import event, item, question, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.walker import forget_tries

MARKS = {"first": "Markfirst", "second": "Marksecond"}


class Pair:
    """Two organisers, each with an event, three and five guests."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.events: dict[str, Event] = {}
        for name, guests in (("first", 3), ("second", 5)):
            self.people[name] = by = person(role="organiser")
            self.events[name] = made = event(by, titles={"en": f"Event of {MARKS[name]}"})
            item(made, MARKS[name]), question(made, label=MARKS[name])
            for _ in range(guests):
                registration(made, surname=MARKS[name])


@pytest.fixture
def pair(app: Flask) -> Pair:
    return Pair()


def rules(app: Flask) -> list[Rule]:
    """Every route about one event that is for its organisers, of whatever room."""
    about = (rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/events/<public_id>"))
    return [
        rule for rule in about if getattr(app.view_functions[rule.endpoint], "policy", None) is is_organiser
    ]


def address(app: Flask, rule: Rule, public_id: str) -> str:
    """An address of a route that names this event, and beside it the first thing of whatever kind."""
    others = {name: sorted(getattr(c, "items", ["1"]))[0] for name, c in rule._converters.items()}
    return str(app.url_map.bind("").build(rule.endpoint, others | {"public_id": public_id}))


def methods(rule: Rule) -> Iterator[str]:
    yield from sorted((rule.methods or set()) & {"GET", "POST"})


def foreign(client: Inspector, pair: Pair) -> list[str]:
    """Routes that answer the second organiser about the event of the first with anything but 404."""
    signed_in(client, pair.people["second"]).get("/help")
    data, found = {"csrf_token": client.page.csrf_token}, []
    for rule in rules(client.app):
        for method in methods(rule):
            forget_tries()
            url = address(client.app, rule, pair.events["first"].public_id)
            with client.send(method, url, data=data if method == "POST" else None) as answer:
                if answer.status_code != 404:
                    found.append(f"{answer.status_code} {method} {rule.rule}")
    return found


def test_the_event_of_another_organiser_is_not_there(client: Inspector, pair: Pair) -> None:
    assert len(rules(client.app)) > 30
    assert foreign(client, pair) == []


def test_no_page_of_an_organiser_holds_a_name_of_another_event(client: Inspector, pair: Pair) -> None:
    signed_in(client, pair.people["second"])
    own = [address(client.app, rule, pair.events["second"].public_id) for rule in rules(client.app)
           if "GET" in (rule.methods or ()) and set(rule.arguments) == {"public_id"}]  # fmt: skip
    told, seen = [], 0
    for url in [*own, "/events/mine", "/", "/account/calendar"]:
        forget_tries()
        with client.send("GET", url) as answer:
            text = answer.get_data(as_text=True)
        seen = max(seen, text.count(MARKS["second"]))
        told += [url] if MARKS["first"] in text else []
    assert (told, seen >= 5) == ([], True)


def test_staff_see_both(client: Inspector, pair: Pair) -> None:
    signed_in(client, person(role="staff"))
    for made in pair.events.values():
        client.get(f"/events/{made.public_id}/manage")


def test_the_check_sees_a_rule_that_lets_every_organiser_in(
    client: Inspector, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    anybody = EventOrganiser(may_export=True)
    monkeypatch.setattr(policies, "_role_at", lambda user, _event: anybody if is_organiser(user) else None)
    assert [line for line in foreign(client, pair) if line.endswith("/manage")] == [
        "200 GET /events/<public_id>/manage"
    ]
