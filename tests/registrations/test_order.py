"""Whatever people and organisers do in whatever order: no seat too many, first come first, nobody lost."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import services as event_services
from pin_app.events.models import Event
from pin_app.events.services.writing import DETAILS
from pin_app.registrations import services
from pin_app.registrations.models import Registration
from tests.factories import events
from tests.factories.people import person
from tests.registrations.people import somebody

ACTS = st.lists(
    st.tuples(
        st.sampled_from(("register", "register", "cancel", "accept", "expire", "capacity", "sweep")),
        st.integers(0, 7),
    ),
    min_size=4,
    max_size=24,
)


class Hall:
    """An event, and what has to be true of it after each step; `known` is how it stood after the last one."""

    def __init__(self) -> None:
        self.by = person(role="organiser")
        self.event: Event = events.event(self.by, capacity=2)
        self.known: dict[int, str] = {}

    def rows(self) -> list[Registration]:
        """All registrations, in the order in which they were made."""
        mine = Registration.event_id == self.event.id
        return list(db.session.scalars(select(Registration).where(mine).order_by(Registration.id)))

    def pick(self, number: int, *states: str) -> Registration | None:
        """One of those who are in some state."""
        some = [row for row in self.rows() if row.state in states]
        return some[number % len(some)] if some else None

    def register(self, _number: int) -> None:
        services.register(self.event, somebody())

    def cancel(self, number: int) -> None:
        if (row := self.pick(number, "registered", "offered", "waiting")) is not None:
            services.cancel(row)

    def accept(self, number: int) -> None:
        if (row := self.pick(number, "offered")) is not None:
            services.accept(row)

    def expire(self, number: int) -> None:
        if (row := self.pick(number, "offered")) is not None:
            row.offered_until = now() - timedelta(seconds=1)
            services.expire_offers(self.event)

    def capacity(self, number: int) -> None:
        details = {name: getattr(self.event, name) for name in DETAILS} | {"capacity": number}
        held = sum(row.state in ("registered", "offered") for row in self.rows())
        try:
            event_services.change(self.event, self.by, details)
            assert held <= number
        except PinError as refused:
            assert (refused.code, held > number) == ("event.capacity_taken", True)
        services.offer_places(self.event)

    def sweep(self, _number: int) -> None:
        services.offer_places(self.event)

    def check(self) -> None:
        """Seats, order, and that nobody who was there is gone."""
        rows = self.rows()
        held = sum(row.state in ("registered", "offered") for row in rows)
        waiting = [row for row in rows if row.state == "waiting"]
        assert self.event.capacity is not None and held <= self.event.capacity
        assert not waiting or held == self.event.capacity, "a free place while somebody waits"
        self._in_order(rows, waiting)
        assert self.known.keys() <= {row.id for row in rows}
        ended = [row for row in rows if row.state == "cancelled"]
        assert all(row.cancelled_by in ("person", "expiry") for row in ended)
        self.known = {row.id: row.state for row in rows}

    def _in_order(self, rows: list[Registration], waiting: list[Registration]) -> None:
        """Nobody who waits was overtaken: whoever was offered a place just now had waited longer."""
        newly = [row for row in rows if row.state == "offered" and self.known.get(row.id) == "waiting"]
        for row in newly:
            assert all(row.waiting_since <= other.waiting_since for other in waiting)  # type: ignore[operator]
        gained = [row for row in rows if row.state == "registered" and row.id not in self.known]
        assert not (gained and waiting), "a newcomer got a place before those who wait"


@settings(max_examples=25)
@given(acts=ACTS)
def test_the_order_holds(app: Flask, acts: list[tuple[str, int]]) -> None:
    hall = Hall()
    for act, number in acts:
        getattr(hall, act)(number)
        db.session.commit()
        hall.check()
