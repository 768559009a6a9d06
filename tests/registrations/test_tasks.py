"""What time and changes of the event do: offers, mails about changes, reminders, forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from pin_app import jobs
from pin_app.db import db, now
from pin_app.events import services as event_services
from pin_app.events.models import Event
from pin_app.events.services.writing import DETAILS
from pin_app.mail.models import OutgoingMail
from pin_app.registrations import services, tasks
from pin_app.registrations.limits import GUESTS_KEPT
from pin_app.registrations.models import Registration
from tests.factories import events
from tests.factories.people import person
from tests.registrations.people import mails, register, states


def changed(event: Event, **details: Any) -> None:
    """Change an event as its organiser would, and do the jobs that wait."""
    by = person(role="organiser")
    event_services.change(event, by, {name: getattr(event, name) for name in DETAILS} | details)
    db.session.commit()
    work()


def work() -> None:
    from flask import current_app  # noqa: PLC0415

    jobs.run_pending(current_app._get_current_object())  # type: ignore[attr-defined]


def test_an_offer_that_runs_out_goes_to_the_next_by_itself(app: Flask) -> None:
    event = events.event(capacity=1)
    first, second, _third = register(event), register(event), register(event)
    services.cancel(first)
    second.offered_until = now() - timedelta(seconds=1)
    db.session.commit()
    tasks.sweep()
    tasks.sweep()
    assert states(event) == ["cancelled", "cancelled", "offered"]
    assert mails(second.email)[-1] == "registration_offer_over"
    assert mails().count("registration_offer_over") == 1


def test_raised_capacity_is_offered_in_order(app: Flask) -> None:
    event = events.event(capacity=1)
    for _ in range(4):
        register(event)
    changed(event, capacity=3)
    assert states(event) == ["registered", "offered", "offered", "waiting"]


def test_a_capacity_without_limit_is_offered_to_all(app: Flask) -> None:
    event = events.event(capacity=0)
    for _ in range(25):
        register(event)
    changed(event, capacity=None)
    assert states(event) == ["offered"] * 25


def test_a_new_time_is_told_once_to_everybody_who_stands(app: Flask) -> None:
    event = events.event(capacity=1)
    here, waits, gone = register(event), register(event), events.registration(event, "cancelled")
    changed(event, starts_at=event.starts_at + timedelta(days=1), ends_at=event.ends_at + timedelta(days=1))
    tasks.sweep()
    for who in (here, waits):
        assert mails(who.email).count("registration_event_changed") == 1
    assert mails(gone.email) == []


def test_a_new_place_is_told_and_a_new_description_is_not(app: Flask) -> None:
    event = events.event()
    made = register(event)
    changed(event, descriptions={"en": "Longer"})
    assert mails(made.email) == ["registration_confirmed"]
    changed(event, venue="Teatro Grande")
    assert mails(made.email) == ["registration_confirmed", "registration_event_changed"]
    body = db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id.desc())).first()
    assert "The place of this event has changed." in (body or "")
    assert "Teatro Grande" in (body or "")


def test_a_cancelled_event_is_told_once_and_its_registrations_end(app: Flask) -> None:
    event = events.event(capacity=1)
    made, waits = register(event), register(event)
    event_services.cancel(event, person(role="organiser"), "The speaker is ill")
    db.session.commit()
    work()
    tasks.sweep()
    assert states(event) == ["cancelled", "cancelled"]
    for who in (made, waits):
        assert mails(who.email).count("registration_event_cancelled") == 1
    assert made.cancelled_by == "event"


def at(hours: float, registered: datetime) -> Registration:
    """Somebody with a place at an event that begins in so many hours."""
    start = now() + timedelta(hours=hours)
    event = events.event(starts_at=start, ends_at=start + timedelta(hours=8))
    return events.registration(event, registered_at=registered)


@pytest.mark.parametrize(
    ("hours", "days_ago", "expected"),
    [
        (24 * 8, 30, 0),  # too early
        (24 * 6, 30, 1),  # a week before
        (24 * 6, 0, 0),  # registered just now
        (20, 30, 1),  # a day before
        (20, 3, 1),  # registered in the week before
        (20, 0, 0),
        (-1, 30, 0),  # has begun
    ],
)
def test_a_reminder_is_written_once(app: Flask, hours: float, days_ago: int, expected: int) -> None:
    made = at(hours, now() - timedelta(days=days_ago))
    for _ in range(3):
        tasks.sweep()
    assert mails(made.email).count("registration_reminder") == expected


def test_one_reminder_a_week_and_one_a_day_before(app: Flask) -> None:
    made = at(20, now() - timedelta(days=30))
    made.reminded_at = made.event.starts_at - timedelta(days=6)
    db.session.commit()
    tasks.sweep()
    tasks.sweep()
    assert mails(made.email) == ["registration_reminder"]


@pytest.mark.parametrize("state", ["waiting", "offered", "cancelled"])
def test_who_has_no_place_is_not_reminded(app: Flask, state: str) -> None:
    made = at(20, now() - timedelta(days=30))
    made.state = state
    made.offered_until = now() + timedelta(hours=1)
    db.session.commit()
    tasks.sweep()
    assert "registration_reminder" not in mails(made.email)


MARKER = "markerq9"


def marked(ago: timedelta, **columns: Any) -> Registration:
    end = now() - ago
    event = events.event(starts_at=now(), ends_at=now() + timedelta(hours=8))
    asked = events.question(event, label="What?")
    who = {"surname": MARKER, "given_name": MARKER, "email": f"{MARKER}@example.org", "city": MARKER}
    made = events.registration(event, **(who | {"organisation": MARKER, "role": MARKER, "note": MARKER}))
    made.answers = {asked.public_id: MARKER}
    event.starts_at, event.ends_at = end - timedelta(hours=8), end
    for name, value in columns.items():
        setattr(made, name, value)
    db.session.commit()
    return made


def places_of_marker() -> list[str]:
    found = []
    for table in ("registrations", "registration_consents", "outgoing_mails", "audit_entries"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        found += [table] if any(MARKER in str(row) for row in rows) else []
    return found


def test_a_guest_is_forgotten_24_months_after_the_event_and_still_counted(app: Flask) -> None:
    made = marked(GUESTS_KEPT + timedelta(hours=1))
    tasks.sweep()
    db.session.rollback()
    assert (places_of_marker(), made.state, made.country) == ([], "registered", "PK")
    assert made.forgotten_at is not None


def test_before_that_and_of_members_nothing_is_forgotten(app: Flask) -> None:
    marked(GUESTS_KEPT - timedelta(days=1))
    tasks.sweep()
    assert places_of_marker() == ["registrations"]
    marked(GUESTS_KEPT + timedelta(days=1), user_id=person().id, email="other@example.org")
    tasks.sweep()
    assert places_of_marker() == ["registrations"]


def test_an_account_that_is_erased_takes_its_registrations_with_it(app: Flask) -> None:
    user = person(f"{MARKER}@example.org")
    event = events.event(capacity=1)
    mine = register(event, surname=MARKER, email=user.email, user=user)
    register(event)
    assert services.forget_person(user) == 1
    user.email = user.typed_email = "gone@example.org"
    db.session.commit()
    assert (places_of_marker(), states(event)) == ([], ["cancelled", "offered"])
    assert mine.user_id is None


def test_a_closed_account_keeps_its_place_and_its_link(app: Flask) -> None:
    from pin_app.accounts.services import deactivate  # noqa: PLC0415

    user = person()
    made = register(events.event(), email=user.email, user=user)
    deactivate(user)
    db.session.commit()
    assert made.state == "registered"
