"""Two devices, late deliveries, repeats and corrections: none lost, none double, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.checkin import queries
from pin_app.checkin.models import CheckIn, Scan
from pin_app.checkin.services import ScanSent, take
from pin_app.db import db, now
from pin_app.events.models import Event
from tests.factories.events import by_day, event, item, registration
from tests.factories.people import person
from tests.store import at_once
from tests.trust.test_f14_two_clicks import count


class Seen(NamedTuple):
    """Somebody at a door at a minute of the event; `door` 0 is the entrance."""

    who: int
    minute: int
    door: int
    undo: bool


SEEN = st.builds(
    Seen, st.integers(0, 2), st.integers(0, 40), st.integers(0, 2), st.sampled_from([False, False, True])
)


def expected(scans: Sequence[Seen]) -> dict[tuple[int, int], int]:
    """By hand: since which minute each person is at each door; a scan counts until it is taken back."""
    found: dict[tuple[int, int], int] = {}
    for scan in sorted(scans, key=lambda one: one.minute):
        back = [u for u in scans if u.undo and u.who == scan.who and u.door in (0, scan.door)]
        if not scan.undo and not any(u.minute >= scan.minute for u in back):
            for door in {0, scan.door}:
                found.setdefault((scan.who, door), scan.minute)
    return found


def deliveries(scans: list[ScanSent], order: random.Random) -> list[list[ScanSent]]:
    """Cut scans of several devices into deliveries that arrive in any order, some of them twice."""
    mixed = scans + order.choices(scans, k=len(scans) // 2) if scans else []
    order.shuffle(mixed)
    cuts = sorted(order.sample(range(len(mixed) + 1), k=min(3, len(mixed))))
    return [mixed[start:end] for start, end in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


@settings(max_examples=40)
@given(seen=st.lists(SEEN, max_size=14), seed=st.integers(0, 2**32))
def test_presence_is_the_same_in_any_order(app: Flask, seen: list[Seen], seed: int) -> None:
    by, start = (
        db.session.scalars(select(User)).first() or person(role="organiser"),
        now() - timedelta(hours=2),
    )
    made = event(by, starts_at=start, ends_at=start + timedelta(hours=3), time_zone=by_day())
    guests = [registration(made) for _ in range(3)]
    doors = [None, *(item(made, check_in=True).id for _ in range(2))]
    day = date(2026, 1, 1)
    scans = [
        ScanSent(
            uuid4().hex,
            guests[one.who].ticket,
            "qr",
            start + timedelta(minutes=one.minute),
            doors[one.door],
            day,
            one.undo,
        )
        for one in seen
    ]
    for delivery in deliveries(scans, random.Random(seed)):
        take(made, delivery, by)
        db.session.commit()
    rows = db.session.scalars(select(CheckIn).where(CheckIn.event_id == made.id)).all()
    places = {guest.id: number for number, guest in enumerate(guests)}
    found = {
        (places[row.registration_id], doors.index(row.item_id)): round((row.first_at - start).seconds / 60)
        for row in rows
    }
    assert (found, len(rows)) == (expected(seen), len(found))
    keys = db.session.scalars(select(Scan.scan_key).where(Scan.event_id == made.id)).all()
    assert sorted(keys) == sorted(scan.scan_key for scan in scans)


def _under_way() -> tuple[int, int, str]:
    start, by = now() - timedelta(hours=1), person(role="organiser")
    made = event(by, starts_at=start, ends_at=start + timedelta(hours=3))
    return made.id, by.id, registration(made).ticket


def test_one_delivery_twenty_times_at_once_has_one_effect(app: Flask) -> None:
    """Fault F14."""
    number, by, ticket = _under_way()
    scan = ScanSent(uuid4().hex, ticket, "qr", now())

    def deliver() -> None:
        said = take(db.session.get_one(Event, number), [scan], db.session.get_one(User, by))
        assert [answer.result for answer in said] == ["in"]

    assert at_once(app, deliver, times=20) == ["done"] * 20
    assert (count(Scan), count(CheckIn)) == (1, 1)


def test_twenty_devices_at_once_let_one_person_in_once(app: Flask) -> None:
    number, by, ticket = _under_way()
    told: list[str] = []

    def deliver() -> None:
        scan = ScanSent(uuid4().hex, ticket, "qr", now())
        told.extend(
            a.result for a in take(db.session.get_one(Event, number), [scan], db.session.get_one(User, by))
        )

    assert at_once(app, deliver, times=20) == ["done"] * 20
    assert (sorted(told), count(Scan), count(CheckIn)) == (["again"] * 19 + ["in"], 20, 1)


def test_one_key_at_two_events_at_the_same_moment_is_refused_at_one(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither transaction sees the other's scan: the store alone says that the key is taken."""
    key = uuid4().hex
    monkeypatch.setattr(queries, "scans_by_key", lambda _keys: {})
    places = [_under_way(), _under_way()]

    def deliver() -> None:
        number, by, ticket = places.pop()
        scan = ScanSent(key, ticket, "qr", now())
        take(db.session.get_one(Event, number), [scan], db.session.get_one(User, by))

    assert at_once(app, deliver, times=2) == ["checkin.foreign_key", "done"]
    assert (count(Scan), count(CheckIn)) == (1, 1)
