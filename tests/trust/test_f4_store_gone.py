"""Fault F4: while the database is away everything that needs it says 503 and when to come back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from pin_app import errors
from pin_app.db import db
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

PAGES = ("/", "/account", "/directory", "/matches", "/reviews", "/admin/", "/p/abc", "/exchange/profiles/csv")


class GoneError(Exception):
    """What a driver says when its server does not answer."""


def take_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("connect", {}, GoneError())

    monkeypatch.setattr(db.engine.dialect, "do_execute", refuse)
    monkeypatch.setattr(db.engine.dialect, "do_begin", refuse)


def opened(client: Inspector, page: str) -> Any:
    with client.app.app_context():
        return client.raw.get(page)


def answers(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, str | None]]:
    """Status and advice of some pages for somebody who was signed in before the database went away."""
    signed_in(client, person(role="administrator"))
    db.session.remove()
    with monkeypatch.context() as patch:
        take_away(patch)
        found = {page: opened(client, page) for page in ("/healthz", "/readyz", *PAGES)}
    return {page: (answer.status_code, answer.headers.get("Retry-After")) for page, answer in found.items()}


def test_pages_say_when_to_come_back_and_health_answers(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = dict.fromkeys(PAGES, (503, "5"))
    assert answers(client, monkeypatch) == {"/healthz": (200, None), "/readyz": (503, None)} | expected


def test_the_check_sees_a_page_that_breaks(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        client.app.error_handler_spec[None][None], OperationalError, lambda error: errors._broken(error)
    )
    assert answers(client, monkeypatch)["/account"] == (500, None)
