"""Check 59: many lists are asked for at once, and the rest of PIN goes on as before.

The two lists that are being written last as long as the test wants; the others wait in turn meanwhile. Who
waits must hold neither the write lock of SQLite nor one of the few connections to the store.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from pin_app import exports
from pin_app.accounts.models import User
from pin_app.attendees.incoming import grids
from pin_app.attendees.models import AttendeeExport
from pin_app.attendees.services import exporting, writing
from pin_app.db import db
from pin_app.events.models import Event
from tests.factories import events
from tests.factories.people import PASSWORD, person, signed_in
from tests.factories.trainings import run
from tests.inspector import Inspector

LISTS = 20
SECONDS = 10.0  # far more than a page takes, far less than the patience of the store


class Slow:
    """Writes lists that are done when the test says so, and counts how many are written at once."""

    def __init__(self) -> None:
        self.go, self.lock, self.now, self.most = threading.Event(), threading.Lock(), 0, 0

    def write(self, *_given: object, **_more: object) -> int:
        """Write nothing, slowly."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(60)
        with self.lock:
            self.now -= 1
        return 1

    def before(self, deed: Callable[..., Any]) -> Callable[..., Any]:
        """Do something after a while."""
        return lambda *given, **more: (self.write(), deed(*given, **more))[1]


@contextmanager
def asked_for(app: Flask, path: str, by: User, times: int, slow: Slow) -> Iterator[list[int]]:
    """Ask for a list many times at once, and wait until some are being written and the others have come."""
    statuses: list[int] = []
    browsers = [signed_in(Inspector(app), by) for _ in range(times)]
    for browser in browsers:
        browser.get("/help")

    def send(browser: Inspector) -> None:
        typed = {
            "lines": "Surname,E-mail\nKhan,ali@example.org",
            "form": "csv",
            "purpose": "Badges",
            "column": "surname",
            "csrf_token": browser.page.csrf_token,
        }
        with app.app_context():
            statuses.append(browser.send("POST", path, data=typed).status_code)

    threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 60
    while slow.now < min(times, exporting.AT_ONCE) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)  # for those behind them to come to where they wait
    try:
        yield statuses
    finally:
        slow.go.set()
        for thread in threads:
            thread.join(120)


def others(app: Flask, event: Event) -> list[tuple[str, bool]]:
    """What other people do meanwhile: whether it went well, and in time."""
    visitor = Inspector(app)
    guest = {"given_name": "Anna", "surname": "Rossi", "email": "anna@example.org", "language": "en"}
    login = {"email": "somebody@example.org", "password": PASSWORD}
    visitor.get("/sign-in")
    deeds: dict[str, Callable[[], int]] = {
        "health": lambda: visitor.send("GET", "/healthz").status_code - 200,
        "register": lambda: _post(visitor, f"/events/{event.public_id}/register", guest),
        "sign in": lambda: _post(visitor, "/sign-in", login),
    }
    found = []
    for name, deed in deeds.items():
        begun = time.monotonic()
        found.append((name, deed() == 0 and time.monotonic() - begun < SECONDS))
    return found


def _post(visitor: Inspector, path: str, typed: dict[str, str]) -> int:
    return visitor.send("POST", path, data=typed | {"csrf_token": visitor.page.csrf_token}).status_code - 302


def scene() -> Event:
    """Somebody who wants to sign in, and an event for which a guest wants to register."""
    person("somebody@example.org")
    found = events.event()
    db.session.rollback()
    return found


def all_well() -> list[tuple[str, bool]]:
    return [(name, True) for name in ("health", "register", "sign in")]


def test_twenty_lists_at_once_hold_up_nobody_else(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, (by, event), other = Slow(), events.organised(), scene()
    monkeypatch.setitem(writing.WRITERS, "csv", slow.write)
    with asked_for(app, f"/events/{event.public_id}/attendees/export", by, LISTS, slow) as statuses:
        assert others(app, other) == all_well()
    assert (statuses, slow.most) == ([200] * LISTS, exporting.AT_ONCE)
    assert db.session.query(AttendeeExport).count() == LISTS


def test_a_long_grid_of_a_training_holds_up_nobody_else(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, (by, made), other = Slow(), run(dates=1), scene()
    monkeypatch.setattr(exports, "write_xlsx", slow.write)
    with asked_for(app, f"/trainings/{made.public_id}/export", by, 1, slow) as statuses:
        assert others(app, other) == all_well()
    assert statuses == [200]


def test_a_list_that_is_read_for_long_holds_up_nobody_else(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, (by, event), other = Slow(), events.organised(), scene()
    monkeypatch.setattr(grids, "read", slow.before(grids.read))
    with asked_for(app, f"/events/{event.public_id}/attendees/import", by, 1, slow) as statuses:
        assert others(app, other) == all_well()
    assert statuses == [302]
