"""A copy: everything but the people, and all hours moved along by the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.events import queries
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from tests.factories.events import event, item, question, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def copied(client: Inspector, made: Event, day: str = "2027-04-20", hour: str = "09:00") -> Event:
    url = f"/events/{made.public_id}/manage/copy"
    client.get(url)
    client.post(url, {"starts_on": day, "starts_hour": hour})
    return db.session.scalars(select(Event).where(Event.copied_from_id == made.id)).one()


def pattern(client: Inspector) -> Event:
    """A published event in Italian winter time whose organiser is signed in."""
    by = person(role="organiser")
    signed_in(client, by)
    start = datetime(2027, 1, 12, 8, 0, tzinfo=UTC)  # nine by the clocks of Rome
    made = event(
        by,
        starts_at=start,
        ends_at=start + timedelta(hours=8),
        closes_at=start - timedelta(days=2),
        capacity=30,
    )
    item(made, "Opening", check_in=True, room="Sala Verdi")
    question(made, label="What do you make?", required=True)
    question(made, kind="text", label="Old", retired_at=now())
    registration(made)
    return made


def test_a_copy_is_a_draft_without_people(client: Inspector) -> None:
    made = pattern(client)
    copy = copied(client, made)
    assert (copy.state, copy.published_at, copy.sequence, copy.capacity) == ("draft", None, 0, 30)
    assert copy.public_id != made.public_id
    assert db.session.scalars(select(Registration.event_id)).all() == [made.id]
    assert [held.user_id for held in queries.organisers_of(copy)] == [copy.created_by_id]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "event.created")).one()
    assert (entry.subject_id, entry.facts) == (str(copy.id), {"copied_from": made.id})


def test_hours_stay_the_same_by_the_clocks(client: Inspector) -> None:
    copy = copied(client, pattern(client))
    assert copy.starts_at == datetime(2027, 4, 20, 7, 0, tzinfo=UTC)  # nine in summer time
    assert copy.ends_at == datetime(2027, 4, 20, 15, 0, tzinfo=UTC)
    assert copy.closes_at == datetime(2027, 4, 18, 7, 0, tzinfo=UTC)
    (point,) = queries.programme_of(copy)
    assert (point.starts_at, point.check_in, point.room) == (copy.starts_at, True, "Sala Verdi")


def test_questions_come_along_but_not_those_that_are_no_longer_asked(client: Inspector) -> None:
    made = pattern(client)
    copy = copied(client, made)
    (asked,) = queries.questions_of(copy, retired=True)
    assert (asked.labels, asked.required, asked.position) == ({"en": "What do you make?"}, True, 0)
    assert asked.public_id != queries.questions_of(made)[0].public_id


def test_a_cancelled_event_can_be_copied(client: Inspector) -> None:
    by = person(role="organiser")
    signed_in(client, by)
    copy = copied(client, event(by, state="cancelled", cancel_note="Snow", cancelled_at=now()))
    assert (copy.state, copy.cancel_note, copy.cancelled_at) == ("draft", "", None)


def test_a_day_is_needed(client: Inspector) -> None:
    made = pattern(client)
    for sent in (
        {},
        {"starts_on": "0001-01-01", "starts_hour": "09:00"},
        {"starts_on": "x", "starts_hour": "y"},
    ):
        client.post(f"/events/{made.public_id}/manage/copy", sent, 422)
    assert db.session.scalars(select(Event.id)).all() == [made.id]
