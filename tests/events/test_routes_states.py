"""From a draft to a published event and to a cancelled one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.events import asking, services
from pin_app.events.models import Event
from pin_app.events.signals import event_cancelled, event_changed, event_published
from tests.factories.events import event, item, question
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

SIGNALS = (event_published, event_changed, event_cancelled)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, int]]]:
    """What rooms above are told: the signal's name and the event's number."""
    found: list[tuple[str, int]] = []
    listeners = []
    for signal in SIGNALS:

        def listen(_sender: Any, event: Event, name: str = signal.name, **_facts: Any) -> None:
            found.append((name, event.id))

        listeners.append((signal, listen))
        signal.connect(listen)
    yield found
    for signal, listen in listeners:
        signal.disconnect(listen)


def mine(client: Inspector, state: str = "draft", **columns: Any) -> Event:
    by = person(role="organiser")
    signed_in(client, by)
    return event(by, state=state, **columns)


def deeds() -> list[str]:
    return list(
        db.session.scalars(
            select(AuditEntry.action).where(AuditEntry.action.startswith("event.")).order_by(AuditEntry.id)
        )
    )


def test_publishing_twice_happens_once(client: Inspector, heard: list[tuple[str, int]]) -> None:
    made = mine(client)
    for _ in range(2):
        client.post(f"/events/{made.public_id}/manage/publish")
    db.session.refresh(made)
    assert (made.state, made.sequence, made.published_at is not None) == ("published", 1, True)
    assert deeds() == ["event.published"]
    assert heard == [("pin.event-published", made.id)]


def test_what_is_over_is_not_published(client: Inspector) -> None:
    then = now() - timedelta(days=2)
    made = mine(client, starts_at=then, ends_at=then + timedelta(hours=1))
    client.post(f"/events/{made.public_id}/manage/publish", status=409)


def test_cancelling_asks_first_and_tells_the_rooms_above(
    client: Inspector, heard: list[tuple[str, int]]
) -> None:
    made = mine(client, "published")
    client.get(f"/events/{made.public_id}/manage/cancel")
    assert "Nobody has a place yet." in client.words
    for note in ("The hall was flooded.", "Another reason"):
        client.post(f"/events/{made.public_id}/manage/cancel", {"note": note})
    db.session.refresh(made)
    assert (made.state, made.cancel_note, made.sequence) == ("cancelled", "The hall was flooded.", 1)
    assert (deeds(), heard) == (["event.cancelled"], [("pin.event-cancelled", made.id)])
    Inspector(client.app).get(f"/events/{made.public_id}")


def test_visitors_read_why_it_is_off(client: Inspector) -> None:
    made = event(state="cancelled", cancel_note="The hall was flooded.", cancelled_at=now())
    client.get(f"/events/{made.public_id}")
    assert "This event is cancelled The hall was flooded." in client.words


def test_a_draft_is_not_cancelled_but_deleted(client: Inspector) -> None:
    made = mine(client)
    item(made), question(made)
    client.post(f"/events/{made.public_id}/manage/cancel", {"note": ""}, 409)
    client.post(f"/events/{made.public_id}/manage/discard")
    assert db.session.scalars(select(Event)).all() == []
    assert deeds() == ["event.discarded"]


def test_what_was_published_is_not_deleted(client: Inspector) -> None:
    made = mine(client, "published")
    client.post(f"/events/{made.public_id}/manage/discard", status=409)


def test_a_draft_with_people_is_not_deleted(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    made = mine(client)
    monkeypatch.setattr(asking, "_EVENTS", [lambda _event: True])
    client.post(f"/events/{made.public_id}/manage/discard", status=409)


def test_a_change_is_told_with_what_is_other(client: Inspector) -> None:
    made = mine(client, "published")
    told: list[list[str]] = []

    def listen(_sender: Any, changed: list[str], **_facts: Any) -> None:
        told.append(changed)

    held = {name: getattr(made, name) for name in services.writing.DETAILS}
    with event_changed.connected_to(listen):
        services.change(made, made.created_by, held | {"venue": "Sala Verdi"})
        services.change(made, made.created_by, held | {"venue": "Sala Verdi"})
    assert (told, made.sequence) == ([["venue"]], 1)
