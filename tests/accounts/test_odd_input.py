"""Odd values in every field are answered in words, never with a fault of ours."""

from __future__ import annotations

import pytest

from tests.factories.people import PASSWORD, person, signed_in
from tests.inspector import Inspector

ODD = [
    "",
    "\x00",
    "a\x00b",
    "%ED%A0%80",
    "9" * 400,
    str(2**63),
    "-1",
    "1e400",
    "NaN",
    "[]",
    "\u202e",
    "x" * 100_000,
]
VISITOR = {
    "/register": ["name", "email", "password", "kind", "language", "consent_news"],
    "/sign-in": ["email", "password", "stay"],
    "/forgotten": ["email"],
    "/confirm/x": ["csrf_token"],
    "/reset/x": ["password"],
}
MEMBER = {
    "/account": ["name", "language"],
    "/account/email": ["email", "present"],
    "/account/password": ["present", "password"],
    "/account/close": ["present"],
    "/account/consents/give": ["purpose"],
    "/account/consents/withdraw": ["purpose"],
    "/account/devices/end": ["sign_in"],
}
GOOD = {
    "name": "Imran", "email": "a@example.org", "password": "three old copper bells", "kind": "investor",
    "language": "en", "present": PASSWORD + "x", "purpose": "news",
}  # fmt: skip


def faults(client: Inspector, forms: dict[str, list[str]], opened: str, odd: object) -> list[str]:
    """Fields whose odd value was answered with 5xx."""
    client.get(opened)
    found = []
    for page, fields in forms.items():
        for field in fields:
            data = {"csrf_token": client.page.csrf_token} | GOOD | {field: odd}
            status = client.send("POST", page, data=data).status_code
            found += [f"{page} {field}: {status}"] if status >= 500 else []
    return found


@pytest.mark.parametrize("odd", [*ODD, ["a", "b"]], ids=range(len(ODD) + 1))
def test_odd_values_of_a_visitor(client: Inspector, odd: object) -> None:
    assert faults(client, VISITOR, "/register", odd) == []


@pytest.mark.parametrize("odd", [*ODD, ["a", "b"]], ids=range(len(ODD) + 1))
def test_odd_values_of_a_member(client: Inspector, odd: object) -> None:
    assert faults(signed_in(client, person()), MEMBER, "/account", odd) == []


@pytest.mark.parametrize("body", ["[]", "5", "null", '{"email": {"a": []}}', "{", '{"email": "\\ud800"}'])
def test_a_body_in_json_is_read_as_an_empty_form(client: Inspector, body: str) -> None:
    client.get("/sign-in")
    headers = {"X-CSRFToken": client.page.csrf_token, "Content-Type": "application/json"}
    assert client.send("POST", "/sign-in", data=body, headers=headers).status_code == 422


@pytest.mark.parametrize("path", ["/confirm/", "/reset/", "/account/email/"])
@pytest.mark.parametrize("token", ["x", "%00", "x" * 5_000, "a.b.c", "%F0%9F%98%80", "..%2f", "%ff"])
def test_an_odd_link_is_a_dead_one(client: Inspector, path: str, token: str) -> None:
    assert client.send("GET", path + token).status_code in (404, 410)


def test_a_megabyte_is_refused_before_it_is_read(client: Inspector) -> None:
    client.get("/sign-in")
    form = {"csrf_token": client.page.csrf_token, "email": "a@example.org", "password": "x" * 1_000_000}
    assert client.send("POST", "/sign-in", data=form).status_code == 413
