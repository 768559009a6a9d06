"""Check 8 in the rooms of events: what a form does not have is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import request

from pin_app.accounts.routes import limits
from pin_app.events.services import writing
from tests.inspector import Inspector
from tests.trust.deeds import Deed, of_room, scene, standing

ROOMS = ("events", "registrations", "checkin", "meetings", "attendees", "trainings")
MARK, NUMBER, DAY = "massmark", "987654", "2001-02-03"
EXTRA = dict.fromkeys(
    ("state", "public_id", "reference", "ticket", "link_secret", "source", "cancelled_by", "outcome",
     "locked_by", "actor", "way", "result", "purpose_", "number", "created_by"), MARK,
) | dict.fromkeys(
    ("id", "user_id", "owner_id", "event_id", "registration_id", "created_by_id", "by_id", "profile_id",
     "series_id", "actor_id", "position", "sequence_"), NUMBER,
) | dict.fromkeys(
    ("created_at", "published_at", "registered_at", "given_at", "confirmed_at", "offered_until"), DAY,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def problems(client: Inspector, deed: Deed) -> Iterator[str]:
    """Where in the store a field that the form does not have has left its mark."""
    made = scene(client, deed)
    extra = {name: value for name, value in EXTRA.items() if name not in made.sent.data}
    if (status := made.send(extra)) != deed.status:
        yield f"{deed.name} answers {status}"
    for table, rows in standing().items():
        if any(mark in repr(row) for row in rows for mark in (MARK, NUMBER, "2001, 2, 3", DAY)):
            yield f"{deed.name}: {table}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_field_is_taken_that_a_form_does_not_have(client: Inspector, room: str) -> None:
    posts = [deed for deed in of_room(room) if deed.method == "POST"]
    assert [one for deed in posts for one in problems(client, deed)] == []


def test_the_check_sees_a_form_that_takes_all(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    create = writing.create

    def greedy(by: object, values: object) -> object:
        made = create(by, values)  # type: ignore[arg-type]
        made.cancel_note = request.form["ticket"]
        return made

    monkeypatch.setattr("pin_app.events.routes.writing.services.create", greedy)
    wanted = next(deed for deed in of_room("events") if deed.name == "create")
    assert list(problems(client, wanted)) == ["create: events"]
