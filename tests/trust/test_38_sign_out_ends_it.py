"""Check 38: a cookie saved before signing out is worth nothing afterwards."""

from __future__ import annotations

import pytest

from pin_app.accounts import services
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector
from tests.trust.accounts import is_in, submit


def problems(client: Inspector) -> list[str]:
    """What a saved cookie still opens, and what is wrong with the saving itself."""
    submit(client, "/sign-in", {"email": "a@example.org", "password": PASSWORD})
    saved, thief = client.raw.get_cookie("pin").value, Inspector(client.app)
    thief.raw.set_cookie("pin", saved)
    found = [] if is_in(thief) else ["the copied cookie never worked"]
    client.get("/account")
    client.post("/sign-out")
    thief.raw.set_cookie("pin", saved)
    found += ["the browser is still in"] if is_in(client) else []
    return found + (["the saved cookie is still in"] if is_in(thief) else [])


def test_a_saved_cookie_dies_at_sign_out(client: Inspector) -> None:
    person("a@example.org")
    assert problems(client) == []


def test_the_check_sees_a_sign_out_in_the_browser_only(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("a@example.org")
    monkeypatch.setattr(services, "sign_out", lambda _: None)
    assert problems(client) == ["the saved cookie is still in"]
