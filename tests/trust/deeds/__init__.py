"""Every sensitive act in the rooms of events, as a browser sends it: how it comes about, and what it leaves.

Checks of one kind walk this table instead of having a list of their own: who may not, all or nothing, sent
twice, fields that no form has, and the one row in the trail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.db import Base, db
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

FROM = "203.0.113.9"
BESIDE = ("user_sessions", "site_facts")  # when somebody was seen, and where the trail ends


@dataclass
class Sent:
    """What a browser sends, and to whom the act is done; `guest` needs no sign-in."""

    address: str
    data: Mapping[str, Any] = field(default_factory=dict)
    subject: Base | None = None  # None: it is made by the act
    guest: bool = False


@dataclass(frozen=True)
class Deed:
    """An act: what prepares it, its action in the trail, if any, and how many rows it adds to which table."""

    name: str
    room: str
    prepare: Callable[[User], Sent]
    action: str
    rows: Mapping[str, int]
    method: str = "POST"
    status: int = 302
    repeats: bool = False  # said twice it happens twice: another copy, another file


DEEDS: dict[str, Deed] = {}


def deed(
    action: str = "",
    rows: Mapping[str, int] | None = None,
    *,
    method: str = "POST",
    status: int = 302,
    repeats: bool = False,
) -> Callable[[Callable[[User], Sent]], Callable[[User], Sent]]:
    """Put an act into the table; `rows` are what it adds to tables beside the trail."""

    def put(prepare: Callable[[User], Sent]) -> Callable[[User], Sent]:
        room = prepare.__module__.rsplit(".", 1)[1]
        found = ({"audit_entries": 1} if action else {}) | dict(rows or {})
        made = Deed(prepare.__name__, room, prepare, action, found, method, status, repeats)
        DEEDS[f"{room}.{made.name}"] = made
        return prepare

    return put


@dataclass
class Scene:
    """A deed that waits to be done by an organiser of its own, signed in, with the token of a page."""

    deed: Deed
    by: User
    sent: Sent
    browser: Inspector

    def send(self, extra: Mapping[str, Any] | None = None, browser: Inspector | None = None) -> int:
        """Do it; returns the status."""
        mine = browser or self.browser
        data = {"csrf_token": mine.page.csrf_token, **(extra or {}), **self.sent.data}
        options = {} if self.deed.method == "GET" else {"data": data}
        with mine.send(
            self.deed.method, self.sent.address, environ_base={"REMOTE_ADDR": FROM}, **options
        ) as answer:
            answer.get_data()
            return answer.status_code


def scene(client: Inspector, one: Deed) -> Scene:
    """Prepare a deed."""
    by = person(role="organiser")
    sent = one.prepare(by)
    db.session.commit()
    browser = Inspector(client.app)
    if not sent.guest:
        signed_in(browser, by)
    browser.get("/sign-in" if sent.guest else "/help")
    return Scene(one, by, sent, browser)


def of_room(room: str) -> list[Deed]:
    """The deeds of one room."""
    import_module(f"tests.trust.deeds.{room}")
    return [one for one in DEEDS.values() if one.room == room]


def counted() -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(rows) for name, rows in standing().items()}


def standing() -> dict[str, list[tuple[object, ...]]]:
    """Everything that the store holds, table by table."""
    db.session.rollback()
    found = {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in BESIDE
    }
    db.session.rollback()
    return found


def added(before: Mapping[str, int]) -> dict[str, int]:
    """How many rows were added to which tables since then."""
    after = counted()
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}
