"""Check 42: no form of any room works without the token of the browser's own session."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest
from flask import Flask

from pin_app.security import csrf
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
PLACE = re.compile(r"<(?:([^:<>]+):)?\w+>")


def paths(app: Flask) -> dict[str, set[str]]:
    """Every address that takes an unsafe method, with all the methods that it takes."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(PLACE.sub(_fitting, rule.rule), set()).update(rule.methods or ())
    return {path: methods for path, methods in found.items() if methods & UNSAFE}


def _fitting(place: re.Match[str]) -> str:
    """Something that the converter of a place in an address accepts."""
    kind = place[1] or ""
    if kind.startswith("string(length="):
        return "1" * int(kind[14:].strip(") "))
    return kind[4:].split(",")[0].strip(" )\"'") if kind.startswith("any(") else "1"


def tokens(app: Flask) -> dict[str, str | None]:
    """Tokens that are none: of another browser, of an older session, cut, empty, odd."""
    other = Inspector(app)
    other.get("/sign-in")
    foreign = other.page.csrf_token
    return {
        "none": None,
        "empty": "",
        "foreign": foreign,
        "cut": foreign[:-4],
        "odd": "\x00é😀",
        "list": "[]",
    }


def problems(client: Inspector, only: str = "", names: Collection[str] = ()) -> list[str]:
    """Unsafe requests that were not answered 400, and safe ones that a POST-only route took."""
    found = []
    bad = {name: token for name, token in tokens(client.app).items() if not names or name in names}
    for path, methods in paths(client.app).items():
        if only not in path:
            continue
        for primed in (False, True):
            if primed:
                Inspector(client.app).send("GET", path)
            for name, token in bad.items():
                data = {} if token is None else {"csrf_token": token}
                found += _unless(400, client, "POST", path, f"{name} token", data=data)
            found += _unless(400, client, "POST", path, "plain text", data="a=b", content_type="text/plain")
            found += _unless(400, client, "POST", path, "JSON", json={"csrf_token": bad["foreign"]})
        if "GET" not in methods:
            found += [p for m in ("GET", "HEAD") for p in _unless(405, client, m, path, "safe method")]
    return found


def _unless(
    status: int, client: Inspector, method: str, path: str, what: str, **options: object
) -> list[str]:
    answer = client.send(method, path, **options)
    return [] if answer.status_code == status else [f"{method} {path} with {what}: {answer.status_code}"]


def test_no_form_works_without_its_token(client: Inspector) -> None:
    assert problems(client) == []


def test_no_form_of_an_administrator_works_without_its_token(client: Inspector) -> None:
    signed_in(client, person(role="administrator"))
    assert problems(client, names=("none", "foreign")) == []  # all kinds are a visitor's, above


def test_a_token_from_before_signing_in_is_refused(client: Inspector) -> None:
    client.get("/sign-in")
    old = client.page.csrf_token
    signed_in(client, person())
    answer = client.send("POST", "/account", data={"csrf_token": old, "name": "X", "language": "en"})
    assert answer.status_code == 400


def test_the_check_sees_a_form_without_protection(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    view = client.app.view_functions["accounts.sign_out"]
    monkeypatch.setattr(csrf, "_exempt_views", {f"{view.__module__}.{view.__name__}"})
    assert {problem.split(" with ")[0] for problem in problems(client, "sign-out")} == {"POST /sign-out"}
