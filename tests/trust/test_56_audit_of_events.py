"""Check 56 in the rooms of events: each sensitive act leaves one row: who, what, whom, when, from where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.routes import limits
from pin_app.audit import services as trail
from pin_app.audit.models import AuditEntry
from pin_app.audit.services import check_chain
from pin_app.db import db, now
from tests.inspector import Inspector
from tests.trust.deeds import FROM, Deed, added, counted, of_room, scene

ROOMS = ("events", "registrations", "checkin", "meetings", "attendees", "trainings")


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def problems(client: Inspector, deed: Deed) -> Iterator[str]:
    """What is wrong with what an act did and left."""
    made = scene(client, deed)
    who = None if made.sent.guest else made.by.id
    subject = made.sent.subject
    wanted = (type(subject).__name__, str(subject.id)) if subject is not None else None  # type: ignore[attr-defined]
    before, begun = counted(), now() - timedelta(seconds=1)
    last = before["audit_entries"]
    if (status := made.send()) != deed.status:
        yield f"answers {status}"
    if (more := added(before)) != deed.rows:
        yield f"adds {more}"
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id).offset(last)).all()
    mine = [row for row in rows if row.action == deed.action]
    if len(mine) != (1 if deed.action else 0):
        yield f"{len(mine)} rows"
    for row in mine[:1]:
        told = {
            "who": row.actor_id == who,
            "to whom": wanted in (None, (row.subject_type, row.subject_id)) and bool(row.subject_id),
            "when": begun <= row.at <= now() and row.at.utcoffset() == timedelta(0),
            "from where": row.address == FROM,
        }
        yield from (name for name, right in told.items() if not right)


@pytest.mark.parametrize("room", ROOMS)
def test_each_act_of_a_room_leaves_one_row_that_says_all(client: Inspector, room: str) -> None:
    found = [f"{deed.name}: {one}" for deed in of_room(room) for one in problems(client, deed)]
    assert found == []
    assert check_chain().is_whole


def test_the_check_sees_a_row_too_many_and_one_that_does_not_say_from_where(
    app: Flask, client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = trail.record_many

    def twice(action: str, told: object, actor: object = None) -> list[AuditEntry]:
        made = [*write(action, told, actor), *write(action, told, actor)]  # type: ignore[arg-type]
        made[0].address = "elsewhere"
        return made

    monkeypatch.setattr(trail, "record_many", twice)
    hide = next(deed for deed in of_room("trainings") if deed.name == "hide")
    assert list(problems(client, hide)) == ["adds {'audit_entries': 2}", "2 rows", "from where"]
