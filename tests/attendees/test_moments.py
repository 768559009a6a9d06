"""Moments become days by the clocks of the event, also in the hour in which a day ends there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pin_app.attendees.queries import chunks
from pin_app.attendees.queries.moments import Days
from pin_app.db import db
from pin_app.registrations.models import RegistrationConsent
from tests.attendees.lists import column, grid_of
from tests.factories import events

ZONES = ("Europe/Rome", "Asia/Karachi", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))


@pytest.mark.parametrize("name", ZONES)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_a_day_is_the_one_by_the_clocks_there(name: str, moments: list[datetime]) -> None:
    days = Days(ZoneInfo(name))
    near = [moment + timedelta(minutes=step) for moment in moments for step in range(0, 60, 15)]
    expected = [moment.replace(tzinfo=UTC).astimezone(ZoneInfo(name)).date().isoformat() for moment in near]
    assert [days.of(moment.isoformat(" ")) for moment in near] == expected


@pytest.mark.parametrize("zone", ["Europe/Rome", "Asia/Kathmandu"])
def test_the_list_shows_the_day_on_both_sides_of_midnight(app: Flask, zone: str) -> None:
    event = events.event(time_zone=zone)
    asked = events.question(event, "consent", "Photos", purpose="photos")
    midnight = datetime(2026, 3, 29, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for number, step in enumerate((-1, 0, 1)):
        moment = midnight + timedelta(microseconds=step)
        made = events.registration(event, name_key=str(number), registered_at=moment)
        taken = moment if number == 1 else None
        kept = RegistrationConsent(
            registration_id=made.id, question_id=asked.id, text="I agree", language="en", given_at=moment,
            withdrawn_at=taken,
        )  # fmt: skip
        db.session.add(kept)
    db.session.commit()
    grid = grid_of(event)
    assert column(grid, "Registered on") == ["2026-03-28", "2026-03-29", "2026-03-29"]
    told = ["yes (2026-03-28)", "taken back (2026-03-29)", "yes (2026-03-29)"]
    assert column(grid, "Consent: Photos") == told


def test_who_was_there_is_looked_up_by_person_and_not_among_all_scans(app: Flask) -> None:
    """So that a page of one event does not read what all events have kept."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL knows how many there are")
    wanted = str(chunks._of_days([1], chunks.CheckIn.day).compile(db.engine))
    plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {wanted.replace('?', ':ids')}"), {"ids": "[1]"})
    assert "uq_check_ins_day (registration_id=?)" in " ".join(row.detail for row in plan)
