"""Scans: each is kept once, whatever came of it, and in any order they come to the same."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.checkin import queries
from pin_app.checkin.models import CheckIn, Scan
from pin_app.checkin.services import Answer, ScanSent, take, tick, undo
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.showing import local
from pin_app.registrations.models import Registration
from pin_app.registrations.services.people import name_key
from tests.factories.events import event, item, registration
from tests.factories.people import person


def sent(code: str, key: str = "", minutes: float = 0, **facts: object) -> ScanSent:
    return ScanSent(key or uuid4().hex, code, "qr", now() + timedelta(minutes=minutes), **facts)  # type: ignore[arg-type]


def results(answers: list[Answer]) -> list[str]:
    return [answer.result for answer in answers]


def test_a_ticket_and_a_reference_let_in_and_a_second_time_is_said(today: Event, by: User) -> None:
    one, two = registration(today), registration(today)
    answers = take(today, [sent(one.ticket, minutes=-9), sent(two.reference), sent(one.ticket)], by)
    assert results(answers) == ["in", "in", "again"]
    assert answers[0].first_at == answers[2].first_at
    assert queries.days_of({one.id, two.id}) == {one.id: [answers[0].day], two.id: [answers[1].day]}


def test_the_same_scan_again_has_the_same_answer_and_no_effect(today: Event, by: User) -> None:
    scan = sent(registration(today).ticket)
    first, twice = take(today, [scan], by), take(today, [scan, scan], by)
    assert [(a.result, a.first_at, a.fresh) for a in first + twice] == [
        ("in", first[0].first_at, True), *[("in", first[0].first_at, False)] * 2,
    ]  # fmt: skip
    assert len(db.session.scalars(select(Scan)).all()) == 1


def test_a_scan_twice_in_one_delivery_is_kept_once(today: Event, by: User) -> None:
    scan = sent(registration(today).ticket)
    assert results(take(today, [scan, scan], by)) == ["in", "in"]
    assert len(db.session.scalars(select(Scan)).all()) == 1


@pytest.mark.parametrize("state", ["waiting", "offered", "cancelled"])
def test_who_has_no_place_is_not_let_in_but_the_scan_is_kept(today: Event, by: User, state: str) -> None:
    assert results(take(today, [sent(registration(today, state).ticket)], by)) == ["no_place"]
    assert (db.session.scalars(select(CheckIn)).all(), len(db.session.scalars(select(Scan)).all())) == ([], 1)


def test_a_code_of_another_event_is_unknown_here(today: Event, by: User) -> None:
    other = registration(event(by, starts_at=today.starts_at, ends_at=today.ends_at))
    assert (
        results(take(today, [sent(other.ticket), sent(other.reference), sent("NOBODY22")], by))
        == ["unknown"] * 3
    )
    assert [(s.registration_id, s.typed) for s in db.session.scalars(select(Scan))] == [(None, "")] * 3


def test_a_typed_code_that_nobody_has_is_kept(today: Event, by: User) -> None:
    take(today, [ScanSent("k" * 8, "ABCD2345" * 9, "code", now())], by)
    assert [scan.typed for scan in db.session.scalars(select(Scan))] == [("ABCD2345" * 9)[:40]]


def test_a_key_of_another_event_is_refused(today: Event, by: User) -> None:
    other = event(by, starts_at=today.starts_at, ends_at=today.ends_at)
    take(other, [sent("NOBODY22", key="one-key-1")], by)
    with pytest.raises(PinError, match="belongs to another event"):
        take(today, [sent("NOBODY22", key="one-key-1")], by)


def test_the_earliest_of_two_devices_says_since_when(today: Event, by: User) -> None:
    guest = registration(today)
    late, early = sent(guest.ticket, minutes=-5), sent(guest.ticket, minutes=-50)
    take(today, [late], by)
    assert take(today, [early], person())[0].first_at == early.scanned_at
    row = db.session.scalars(select(CheckIn)).one()
    assert (row.first_at, row.by_id == by.id) == (early.scanned_at, False)


def test_a_session_is_counted_and_so_is_the_day(today: Event, by: User) -> None:
    talk, guest = item(today, check_in=True), registration(today)
    assert results(take(today, [sent(guest.ticket, item_id=talk.id), sent(guest.ticket)], by)) == [
        "in",
        "again",
    ]
    found = queries.count(today, queries.days_of({guest.id})[guest.id][0])
    assert (found.registered, found.there, [(i.id, n) for i, n in found.sessions]) == (1, 1, [(talk.id, 1)])


def test_what_was_taken_back_is_over_until_the_next_scan(today: Event, by: User) -> None:
    guest = registration(today)
    take(today, [sent(guest.ticket, minutes=-5)], by)
    scan = db.session.scalars(select(Scan)).one()
    assert undo(today, scan, uuid4().hex, by).result == "undone"
    assert db.session.scalars(select(CheckIn)).all() == []
    assert [a.action for a in db.session.scalars(select(AuditEntry))] == ["checkin.undone"]
    assert results(take(today, [sent(guest.ticket)], by)) == ["in"]


def test_a_scan_from_before_it_was_taken_back_changes_nothing(today: Event, by: User) -> None:
    guest = registration(today)
    take(today, [sent(guest.ticket, minutes=-3, undo=True)], by)
    assert results(take(today, [sent(guest.ticket, minutes=-30)], by)) == ["undone"]
    assert db.session.scalars(select(CheckIn)).all() == []


@pytest.mark.parametrize(("hours", "day"), [(-90, 0), (-1, 0), (500, 0), (90_000, 0)])
def test_a_wrong_clock_is_brought_into_what_can_be(today: Event, by: User, hours: int, day: int) -> None:
    answer = take(today, [sent(registration(today).ticket, minutes=hours * 60)], by)[0]
    assert answer.first_at is not None
    assert today.starts_at - timedelta(days=1) <= answer.first_at <= now()


def test_the_day_is_the_one_where_the_event_takes_place(by: User, app: Flask) -> None:
    """Half past nine in the evening in Brescia is the next day in Karachi."""
    start = (now() - timedelta(days=9)).replace(hour=6, minute=0, second=0, microsecond=0)
    there = event(by, starts_at=start, ends_at=start + timedelta(days=3), time_zone="Asia/Karachi")
    late = start.replace(hour=20, minute=30)
    scan = ScanSent("a-key-123", registration(there).ticket, "qr", late)
    assert take(there, [scan], by)[0].day == (start + timedelta(days=1)).date()


def test_the_door_is_closed_until_the_day_before(by: User, app: Flask) -> None:
    with pytest.raises(PinError, match="one day before"):
        take(event(by), [], by)


def test_ticks_on_paper_change_only_what_differs(today: Event, by: User) -> None:
    came, left, stays = (registration(today) for _ in range(3))
    day = local(today, today.starts_at).date()
    take(today, [ScanSent(f"key-{one.id}", one.ticket, "qr", now(), day=day) for one in (left, stays)], by)
    people, key = [came, left, stays], uuid4().hex
    shown = {left.id, stays.id}
    assert tick(today, day, None, people, {came.id, stays.id}, shown, key, by) == (1, 1)
    assert tick(today, day, None, people, {came.id, stays.id}, shown, key, by) == (
        0,
        0,
    )  # the form sent twice
    assert queries.days_of({one.id for one in people}) == {came.id: [day], stays.id: [day]}
    assert [a.action for a in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))] == [
        "checkin.undone", "checkin.paper",
    ]  # fmt: skip


def test_names_are_found_by_their_parts_and_without_accents(today: Event, by: User) -> None:
    one = registration(
        today, surname="Ferrè", given_name="Niccolò", name_key="ferre niccolo", organisation="Aço & Co"
    )
    registration(today, "waiting", surname="Ferri", organisation="100%")
    assert [r.id for r in queries.by_words(today, "ferrè nic")] == [one.id]
    assert [r.surname for r in queries.by_words(today, "fer")] == ["Ferrè", "Ferri"]
    assert [r.surname for r in queries.by_words(today, "100%")] == ["Ferri"]
    assert [r.id for r in queries.by_words(today, one.reference.lower())] == [one.id]


def test_names_are_found_however_a_keyboard_writes_them(today: Event, by: User) -> None:
    def comes(surname: str, given: str, organisation: str) -> Registration:
        key = name_key(surname, given)
        return registration(today, surname=surname, given_name=given, name_key=key, organisation=organisation)

    angelo = comes("D’Angelo", "Zoë", "SOCIETÀ Élite")
    ali = comes("احمد", "علی", "کراچی ٹیکسٹائل")
    asked = {
        angelo: ("d'angelo", "d’angelo", "angelo zoe", "dangelo", "società", "SOCIETA", "elite"),
        ali: ("احمد", "علي", "كراچی", "کراچي احمد"),
    }
    missed = [
        word for person, words in asked.items() for word in words
        if [one.id for one in queries.by_words(today, word)] != [person.id]
    ]  # fmt: skip
    assert missed == []
    assert [queries.by_words(today, word) for word in ("%", "_", "\\", "zorro")] == [[]] * 4
