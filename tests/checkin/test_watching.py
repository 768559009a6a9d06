"""The count that staff watch, every scan, and taking one back."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.checkin.models import CheckIn, Scan
from pin_app.checkin.routes.blueprint import door_opens
from pin_app.checkin.services import ScanSent, take
from pin_app.db import db, now
from pin_app.events.models import Event
from tests.factories.events import item, registration
from tests.inspector import Inspector
from tests.store import asked


def scanned(today: Event, by: User, **facts: object) -> Scan:
    guest = registration(today, given_name="Anna", surname="Rossi")
    key = uuid4().hex
    take(today, [ScanSent(key, guest.ticket, "qr", now(), **facts)], by)  # type: ignore[arg-type]
    db.session.commit()
    return db.session.scalars(select(Scan).where(Scan.scan_key == key)).one()


def test_the_count_says_who_is_there_in_all_and_in_each_session(
    at_the_door: Inspector, today: Event, by: User
) -> None:
    talk = item(today, "Doing business", check_in=True)
    registration(today)
    registration(today, "waiting")
    day = scanned(today, by, item_id=talk.id).day
    at_the_door.get(f"/events/{today.public_id}/check-in/count?day={day}")
    assert "1 of 2 are here" in at_the_door.words
    assert "Doing business : 1" in at_the_door.words.replace("business:", "business :")
    assert "door-count" in [attributes.get("id") for attributes in at_the_door.page.all("div")]
    spoken = [one for one in at_the_door.page.all("p") if one.get("data-tells")]
    assert [(one["data-tells"], one["role"]) for one in spoken] == [("door-count", "status")]


@pytest.mark.parametrize(("spoken", "day"), [("en", "Nov 23"), ("it", "23 nov"), ("ur", "23 نومبر")])
def test_doors_are_told_by_the_day_as_the_reader_writes_it(spoken: str, day: str, today: Event) -> None:
    starts = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo(today.time_zone))
    with force_locale(spoken):
        assert door_opens(today, starts) == f"{day} 09:30"


def test_every_scan_is_listed_and_one_is_taken_back(at_the_door: Inspector, today: Event, by: User) -> None:
    scan = scanned(today, by)
    url = f"/events/{today.public_id}/check-in"
    at_the_door.get(f"{url}/log")
    key = next(a["value"] for a in at_the_door.page.all("input") if a.get("name") == "key")
    for _ in range(2):
        at_the_door.follow(at_the_door.post(f"{url}/undo", {"scan": scan.scan_key, "key": key}))
    assert "Anna Rossi is not checked in any more" in at_the_door.words
    assert db.session.scalars(select(CheckIn)).all() == []
    assert [s.result for s in db.session.scalars(select(Scan).order_by(Scan.id))] == ["in", "undone"]
    ours = select(AuditEntry).where(AuditEntry.action.like("checkin.%"))
    assert [a.action for a in db.session.scalars(ours)] == ["checkin.undone"]
    at_the_door.get(f"{url}/log?result=undone")
    assert at_the_door.words.count("Anna Rossi") == 1
    at_the_door.get(f"{url}/log?result=again")
    assert "No scans" in at_the_door.words


def test_a_scan_that_is_none_cannot_be_taken_back(at_the_door: Inspector, today: Event, by: User) -> None:
    url = f"/events/{today.public_id}/check-in/undo"
    for data in ({}, {"scan": "\x00", "key": "a" * 9}, {"scan": "no-such-key", "key": "a" * 9}):
        at_the_door.post(url, data, status=404)
    at_the_door.post(url, {"scan": scanned(today, by).scan_key, "key": "?"}, status=404)


def test_lists_ask_as_often_for_three_as_for_one(at_the_door: Inspector, today: Event, by: User) -> None:
    urls = [f"/events/{today.public_id}/check-in{path}" for path in ("", "/count", "/log", "?q=ross")]
    talk = item(today, check_in=True)
    scanned(today, by, item_id=talk.id)
    one = [asked(lambda url=url: at_the_door.get(url)) for url in urls]
    for _ in range(2):
        scanned(today, by, item_id=talk.id)
    assert [asked(lambda url=url: at_the_door.get(url)) for url in urls] == one
