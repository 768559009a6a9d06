"""Check 37: signing in begins a new session; a cookie planted before is not adopted."""

from __future__ import annotations

import pytest

from pin_app.accounts.routes import cookie
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector
from tests.trust.accounts import is_in, submit


def problems(client: Inspector) -> list[str]:
    """What of an attacker's own session lives on in the victim's after signing in."""
    attacker = Inspector(client.app)
    attacker.get("/sign-in")
    planted = attacker.raw.get_cookie("pin").value
    old_token = attacker.page.csrf_token
    client.raw.set_cookie("pin", planted)
    submit(client, "/sign-in", {"email": "a@example.org", "password": PASSWORD})
    found = ["not signed in"] if not is_in(client) else []
    found += ["same cookie"] if client.raw.get_cookie("pin").value == planted else []
    found += ["planted cookie is in"] if is_in(attacker) else []
    answer = client.send("POST", "/account", data={"csrf_token": old_token, "name": "X", "language": "en"})
    return found + (["the attacker's token is good"] if answer.status_code != 400 else [])


def test_a_planted_session_is_not_adopted(client: Inspector) -> None:
    person("a@example.org")
    assert problems(client) == []


def test_the_check_sees_a_session_that_lives_on(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    person("a@example.org")

    def adopt(token: str, **_: object) -> None:
        cookie.session[cookie.TOKEN] = token

    monkeypatch.setattr(cookie, "begin", adopt)
    assert problems(client) == ["the attacker's token is good"]
