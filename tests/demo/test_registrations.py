"""People of the demo register for its events, in three writings; some wait, some have cancelled."""

from __future__ import annotations

from collections import Counter

from flask import Flask
from sqlalchemy import select

from pin_app.db import db
from pin_app.demo import events, registrations, services
from pin_app.registrations import queries
from pin_app.registrations.models import Registration, RegistrationConsent


def test_some_dozens_of_people_register_and_no_seat_is_sold_twice(app: Flask) -> None:
    services.fill(40)
    services.make_people()
    made = events.fill()
    count = registrations.fill(made)
    db.session.commit()
    rows = db.session.scalars(select(Registration)).all()
    states = Counter(row.state for row in rows)
    assert (count, len(rows), count > 80) == (len(rows), len(rows), True)
    assert {"registered", "waiting", "cancelled", "offered"} == set(states)
    assert all(event.capacity is None or queries.count_holding(event) <= event.capacity for event in made)
    assert any("\u0600" <= row.surname[0] <= "\u06ff" for row in rows)
    assert {"en", "it", "ur"} == {row.language for row in rows}
    assert {row.registered_at < row.event.starts_at for row in rows} == {True}
    assert db.session.scalars(select(RegistrationConsent)).first() is not None
    assert sum(row.profile_id is not None for row in rows) >= 3
