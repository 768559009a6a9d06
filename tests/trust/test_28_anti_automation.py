"""Check 28, the part of accounts: after a number of tries the answer is 429, whatever a header claims."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from flask import request
from werkzeug.test import TestResponse

from pin_app import security
from pin_app.security import throttle
from tests.factories.people import person
from tests.inspector import Inspector

Form = Callable[[int], dict[str, str]]
WRONG = "wrong words here"
FLOWS: dict[str, tuple[str, int, Form]] = {
    "one account": ("/sign-in", 10, lambda _: {"email": "a@example.org", "password": WRONG}),
    "many accounts": ("/sign-in", 100, lambda n: {"email": f"a{n}@example.org", "password": ""}),
    "register": ("/register", 60, lambda n: {"email": f"a{n}@example.org"}),
    "reset": ("/forgotten", 30, lambda n: {"email": f"a{n}@example.org"}),
}


def problems(client: Inspector, flow: str) -> list[str]:
    """What is wrong with the answers up to, at and after the limit."""
    page, most, form = FLOWS[flow]
    client.get(page)
    token, numbers = client.page.csrf_token, count()

    def send() -> TestResponse:
        number = next(numbers)
        return client.send(
            "POST",
            page,
            data={"csrf_token": token} | form(number),
            headers={
                "X-Forwarded-For": f"203.0.113.{number % 250}",
                "Forwarded": f"for=198.51.100.{number % 250}",
            },
        )

    early = [send().status_code for _ in range(most)]
    late = [send() for _ in range(3)]
    found = [f"429 after {early.index(429)} tries"] if 429 in early else []
    found += [f"{answer.status_code} past the limit" for answer in late if answer.status_code != 429]
    return found + [
        "no Retry-After" for answer in late if not answer.headers.get("Retry-After", "").isdecimal()
    ]


@pytest.mark.parametrize("flow", FLOWS)
def test_the_limit_holds_with_changing_headers(client: Inspector, flow: str) -> None:
    person("a@example.org")
    assert problems(client, flow) == []


@pytest.mark.parametrize("flow", FLOWS)
def test_the_check_sees_a_missing_limit(
    client: Inspector, flow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "hit", lambda *_: 0)
    assert "422 past the limit" in problems(client, flow) or "302 past the limit" in problems(client, flow)


@pytest.mark.parametrize("flow", ["many accounts", "register", "reset"])
def test_the_check_sees_an_address_believed_from_a_header(
    client: Inspector, flow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security, "client_address", lambda: request.headers["X-Forwarded-For"])
    assert problems(client, flow) != []


def searches(client: Inspector, page: str) -> list[int]:
    """Statuses of a search that is asked again and again with changing headers, near the limit."""
    for name in ("directory.search", "sectors"):
        for _ in range(238):
            throttle.hit(name, "127.0.0.1", "240 per minute")
    return [
        client.send("GET", page, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(4)
    ]


@pytest.mark.parametrize("page", ["/directory?q=steel", "/sectors?q=steel"])
def test_searches_have_a_limit_too(client: Inspector, page: str) -> None:
    assert searches(client, page) == [200, 200, 429, 429]


def test_turning_pages_is_no_search(client: Inspector) -> None:
    assert searches(client, "/directory?page=2") == [200] * 4
