"""What was typed for a list is forgotten: with whom it names, and with the guests of the event."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.attendees.models import AttendeeExport, AttendeeFilter
from pin_app.attendees.services import Order, forgetting, take
from pin_app.attendees.wanted import Wanted
from pin_app.db import db, now
from pin_app.registrations.services import forget_person
from tests.factories import events
from tests.factories.people import person


@pytest.mark.parametrize(
    ("purpose", "stays"),
    [
        ("For the printer of badges", True), ("A seat for Ānna at the front", False),
        ("Somebody wrote from ANNA@example.org", False), ("Call 333 123 4567", False), ("Hannah asked", True),
    ],
)  # fmt: skip
def test_a_purpose_that_names_somebody_is_forgotten_with_them(app: Flask, purpose: str, stays: bool) -> None:
    member, event = person("anna@example.org"), events.event()
    events.registration(
        event, surname="Rossi", given_name="Anna", name_key="rossi anna", email="anna@example.org",
        phone="+393331234567", user_id=member.id,
    )  # fmt: skip
    take(event, Order("organiser", "csv", purpose, Wanted()), io.BytesIO(), None)
    forget_person(member)
    db.session.commit()
    assert db.session.scalars(select(AttendeeExport.purpose)).all() == [purpose if stays else ""]


@pytest.mark.parametrize(("months", "kept"), [(25, False), (23, True)])
def test_what_was_typed_for_lists_goes_with_the_guests_of_an_event(
    app: Flask, months: int, kept: bool
) -> None:
    end = now() - timedelta(days=months * 30.5)
    event = events.event(starts_at=end - timedelta(hours=3), ends_at=end)
    for words in ("rossi", ""):
        take(event, Order("organiser", "csv", "For the hall", Wanted(words=words)), io.BytesIO(), None)
        db.session.add(
            AttendeeFilter(event_id=event.id, name=f"Of {words}", arguments=Wanted(words).arguments())
        )
        db.session.commit()
    assert (forgetting.sweep(), forgetting.sweep()) == ((0, 0) if kept else (3, 0))
    exports = select(AttendeeExport.purpose, AttendeeExport.arguments).order_by(AttendeeExport.id)
    found = [(purpose, dict(arguments).get("q", "")) for purpose, arguments in db.session.execute(exports)]
    assert found == ([("For the hall", "rossi"), ("For the hall", "")] if kept else [("", "")] * 2)
    names = select(AttendeeFilter.name).order_by(AttendeeFilter.id)
    assert db.session.scalars(names).all() == (["Of rossi", "Of "] if kept else ["Of "])
