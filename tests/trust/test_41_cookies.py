"""Check 41: every cookie is sent over TLS only, out of reach of scripts, to this site only, and small."""

from __future__ import annotations

import pytest

from pin_app import i18n
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector
from tests.trust.accounts import submit

MARKS = {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def problems(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Cookies of a server behind TLS that lack a mark, though the server itself hears plain HTTP."""
    monkeypatch.setitem(client.app.config, "SESSION_COOKIE_SECURE", True)
    person("a@example.org")
    answers = [
        client.send("GET", "/?lang=it"),
        submit(client, "/sign-in", {"email": "a@example.org", "password": PASSWORD}),
        submit(client, "/register", {"name": "x" * 5000}),
    ]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert {cookie.split("=")[0] for cookie in cookies} == {"lang", "pin"}
    found = [cookie.split("=")[0] for cookie in cookies if not set(cookie.split("; ")) >= MARKS]
    return found + ["size" for cookie in cookies if len(cookie) > 4000]


def test_every_cookie_wears_its_marks(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(client, monkeypatch) == []


def test_the_check_sees_a_cookie_that_goes_over_plain_http(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        i18n, "set_language_cookie", lambda answer, code: answer.set_cookie("lang", code, httponly=True)
    )
    assert problems(client, monkeypatch) == ["lang"]
