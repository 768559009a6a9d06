"""Check 30: nothing in an answer tells whether an address has an account."""

from __future__ import annotations

import re
import time
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from flask import flash

from pin_app.accounts.routes import entering, limits, registering
from pin_app.accounts.services import registering as registering_service
from pin_app.db import db
from tests.factories.people import PASSWORD, person, signed_in
from tests.inspector import Inspector
from tests.trust.accounts import filled, submit

KNOWN, UNKNOWN = "known1@example.org", "nobody@example.org"
UNCONFIRMED, CLOSED = "waits1@example.org", "closed@example.org"
FLOWS = {
    "sign in": ("/sign-in", lambda email: {"email": email, "password": "wrong words here"}),
    "register": ("/register", lambda email: filled(email=email)),
    "reset": ("/forgotten", lambda email: {"email": email}),
    "change of address": ("/account/email", lambda email: {"email": email, "present": PASSWORD}),
}


class Clock:
    """Notes how long each deed would be stretched, instead of waiting."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    perf_counter = staticmethod(time.perf_counter)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(limits, "EVEN_SECONDS", 2.0)  # a busy machine that runs the suite is no server
    monkeypatch.setattr(limits, "time", found)
    return found


def seen(client: Inspector, flow: str, email: str) -> tuple[Any, ...]:
    """All of an answer and of the page after it that a stranger can compare."""
    page, form = FLOWS[flow]
    browser = Inspector(client.app)
    if flow == "change of address":
        signed_in(browser, person())
    answer = submit(browser, page, form(email))
    with browser.raw.session_transaction() as cookie:
        kept = sorted(cookie), cookie.get("_flashes")
    after = browser.send("GET", answer.headers.get("Location", page))
    headers = sorted((k, _even(v)) for k, v in answer.headers if k not in ("X-Request-Id", "Date"))
    body = _even(answer.get_data(as_text=True) + after.get_data(as_text=True)).replace(email, "")
    return answer.status_code, headers, kept, re.sub(r"value=\"\"|person\d+@", "", body)


def problems(client: Inspector, clock: Clock, flow: str) -> list[str]:
    """Kinds of accounts that look or last other than an unknown address."""
    person(KNOWN), person(UNCONFIRMED, confirmed=False), person(CLOSED, active=False)
    plain, found = seen(client, flow, UNKNOWN), []
    for email in (KNOWN, UNCONFIRMED, CLOSED):
        if seen(client, flow, email) != plain:
            found.append(f"{email} looks other")
    if len(clock.waits) != 4 or min(clock.waits, default=0) == 0:
        found.append(f"not stretched to one length: {clock.waits}")
    return found


def _even(text: str) -> str:
    """Take out what is random in every answer."""
    text = re.sub(r'(csrf_token[^>]*value=")[^"]+', r"\1T", text)
    return re.sub(r"pin=[^;]+", "pin=", text)


@pytest.mark.parametrize("flow", FLOWS)
def test_all_addresses_look_and_last_alike(client: Inspector, clock: Clock, flow: str) -> None:
    assert problems(client, clock, flow) == []


def test_the_right_password_of_an_unconfirmed_account_looks_like_a_wrong_one(
    client: Inspector, clock: Clock
) -> None:
    person(UNCONFIRMED, confirmed=False), person(CLOSED, active=False)
    plain = seen(client, "sign in", UNKNOWN)
    form = FLOWS["sign in"][1]
    FLOWS["right"] = ("/sign-in", lambda email: form(email) | {"password": PASSWORD})
    try:
        assert [seen(client, "right", email) == plain for email in (UNCONFIRMED, CLOSED)] == [True, True]
    finally:
        del FLOWS["right"]


@pytest.mark.parametrize(("flow", "route"), [("sign in", entering), ("register", registering)])
def test_the_check_sees_deeds_of_different_length(
    client: Inspector, clock: Clock, flow: str, route: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = SimpleNamespace(**{name: getattr(limits, name) for name in dir(limits)} | {"evenly": nullcontext})
    monkeypatch.setattr(route, "limits", plain)
    assert problems(client, clock, flow) == ["not stretched to one length: []"]


def test_the_check_sees_words_for_a_known_address(
    client: Inspector, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registering_service, "tell_known", lambda _: flash("You are known."))
    assert f"{KNOWN} looks other" in problems(client, clock, "register")
    db.session.rollback()
