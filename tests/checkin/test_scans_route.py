"""The address where scans arrive, as JSON or as a plain form; odd rows are refused one by one."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from pin_app.checkin.models import CheckIn, Scan
from pin_app.db import db, now
from pin_app.events.models import Event
from tests.factories.events import event, item, organised, registration
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import statements

WORDS = (
    "", "\x00", "\ud800", "2" * 1_000, "9" * 30, -1, 2**63, 1e308, None, [], {}, True,
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-13-45", "2026-11-22T10:00:00",
    "<script>",
)  # fmt: skip


def row(code: str, **more: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, "code": code, "way": "qr", "at": now().isoformat(), "session": ""} | more


def deliver(
    client: Inspector, of: Event, *rows: Any, status: int = 200, body: Any = None, **more: Any
) -> Any:
    """Send scans as the page's script does."""
    url = f"/events/{of.public_id}/check-in"
    client.page = type(client.page)("")
    client.get(url)
    sent = {"sent_at": now().isoformat(), "scans": list(rows)} | more if body is None else body
    headers = {"X-CSRFToken": client.page.csrf_token}
    data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    answer = client.send("POST", f"{url}/scans", data=data, content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return answer.get_json(silent=True)


def kept(model: type = Scan) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_script_gets_an_answer_to_each_scan(at_the_door: Inspector, today: Event) -> None:
    guest, waits = registration(today, given_name="ثنا", surname="خان"), registration(today, "waiting")
    rows = [
        row(guest.ticket),
        row(guest.reference.lower()[:4] + "-" + guest.reference[4:]),
        row(waits.ticket),
        row("X" * 43),
    ]
    said = deliver(at_the_door, today, *rows)
    assert [answer["result"] for answer in said["answers"]] == ["in", "again", "no_place", "unknown"]
    first = said["answers"][0]
    assert sorted(first) == ["day", "key", "name", "organisation", "reference", "result", "since", "state"]
    assert (first["name"], first["reference"]) == ("ثنا خان", guest.reference)
    assert said["answers"][3]["name"] == ""
    assert (said["refused"], kept(), kept(CheckIn)) == ([], 4, 1)


def test_the_same_delivery_again_is_answered_the_same(at_the_door: Inspector, today: Event) -> None:
    rows = [row(registration(today).ticket) for _ in range(3)]
    assert deliver(at_the_door, today, *rows) == deliver(at_the_door, today, *rows)
    assert (kept(), kept(CheckIn)) == (3, 3)


@pytest.mark.parametrize("field", ["key", "code", "way", "at", "session"])
def test_odd_values_are_refused_or_unknown_row_by_row(
    at_the_door: Inspector, today: Event, field: str
) -> None:
    good = row(registration(today).ticket)
    said = deliver(at_the_door, today, *[row("ABCD2345") | {field: word} for word in WORDS], good)
    assert said["answers"][-1]["result"] == "in"
    assert len(said["answers"]) + len(said["refused"]) == len(WORDS) + 1
    assert all(refusal["reason"] for refusal in said["refused"])
    assert {answer["result"] for answer in said["answers"][:-1]} <= {"unknown"}


BODIES = [
    b"", b"{", b"null", b"[]", b"3", b'{"scans": {}}', b'{"scans": [[], 1, null]}', b"[" * 90_000,
    b"9" * 5_000,
    b'{"scans": "\\ud800"}', b"\xff\xfe\x00",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_delivery_is_refused(at_the_door: Inspector, today: Event, body: bytes) -> None:
    status = 200 if b"[]," in body else 422
    said = deliver(at_the_door, today, body=body, status=status)
    assert said.get("error") or len(said["refused"]) == 3
    assert kept() == 0


def test_a_delivery_that_is_too_long_is_refused_whole(at_the_door: Inspector, today: Event) -> None:
    said = deliver(at_the_door, today, *[row("ABCD2345") for _ in range(101)], status=422)
    assert (said["error"], kept()) == ("Send at most 100 scans at once.", 0)
    deliver(at_the_door, today, body=b" " * 1_000_000, status=422)


def test_a_device_whose_clock_is_off_is_put_right(at_the_door: Inspector, today: Event) -> None:
    slow = timedelta(days=400)
    guest = registration(today)
    rows = [row(guest.ticket, at=(now() - slow - timedelta(minutes=30)).isoformat())]
    deliver(at_the_door, today, *rows, sent_at=(now() - slow).isoformat())
    at = db.session.scalars(select(CheckIn)).one().first_at
    assert timedelta(minutes=29) < now() - at < timedelta(minutes=31)


def test_a_session_is_that_of_its_own_day(at_the_door: Inspector, today: Event) -> None:
    talk = item(today, check_in=True)
    said = deliver(at_the_door, today, row(registration(today).ticket, session=talk.public_id))
    assert said["answers"][0]["result"] == "in"
    assert [
        (c.item_id, c.day.isoformat()) for c in db.session.scalars(select(CheckIn).order_by(CheckIn.id))
    ] == [(place, said["answers"][0]["day"]) for place in (None, talk.id)] or kept(CheckIn) == 2


def test_a_point_of_the_programme_without_a_door_is_refused(at_the_door: Inspector, today: Event) -> None:
    break_ = item(today, check_in=False)
    said = deliver(at_the_door, today, row(registration(today).ticket, session=break_.public_id))
    assert [refusal["reason"] for refusal in said["refused"]] == [
        "This session is not on the programme any more."
    ]


def test_a_typed_code_works_without_any_script(at_the_door: Inspector, today: Event) -> None:
    guest = registration(today, given_name="Anna", surname="Rossi")
    url = f"/events/{today.public_id}/check-in"
    at_the_door.get(url)
    data = {"key": uuid4().hex, "code": guest.reference, "way": "code", "session": ""}
    for _ in range(2):  # the button pressed twice
        answer = at_the_door.post(f"{url}/scans", data)
    at_the_door.follow(answer)
    assert "Welcome, come in Anna Rossi" in at_the_door.words
    assert kept() == 1
    at_the_door.follow(at_the_door.post(f"{url}/scans", data | {"key": uuid4().hex}))
    assert "Already checked in Anna Rossi" in at_the_door.words
    at_the_door.post(f"{url}/scans", data | {"code": " "}, status=422)
    assert "There is no code in it." in at_the_door.words


def test_a_name_is_found_and_let_in_without_any_script(at_the_door: Inspector, today: Event) -> None:
    registration(today, given_name="Anna", surname="Rossi")
    at_the_door.get(f"/events/{today.public_id}/check-in?q=rossi")
    inputs = at_the_door.page.all("input")
    field = {a["name"]: a["value"] for a in inputs if a.get("value") and a.get("name") != "q"}
    field["way"] = "name"
    at_the_door.follow(at_the_door.post(f"/events/{today.public_id}/check-in/scans", field))
    assert "Welcome, come in Anna Rossi" in at_the_door.words
    at_the_door.get(f"/events/{today.public_id}/check-in?q=nobody")
    assert "Nobody of that name" in at_the_door.words


def test_without_the_token_nothing_is_taken(at_the_door: Inspector, today: Event) -> None:
    url = f"/events/{today.public_id}/check-in/scans"
    body = {"scans": [row(registration(today).ticket)]}
    assert at_the_door.send("POST", url, json=body).status_code == 400
    assert at_the_door.send("POST", url, json=body, headers={"X-CSRFToken": "odd"}).status_code == 400
    assert kept() == 0


def test_the_token_for_deliveries_works(at_the_door: Inspector, today: Event) -> None:
    url = f"/events/{today.public_id}/check-in"
    token = at_the_door.get(f"{url}/token").get_json()["token"]
    body = {"scans": [row(registration(today).ticket)]}
    answer = at_the_door.send("POST", f"{url}/scans", json=body, headers={"X-CSRFToken": token})
    assert (answer.status_code, kept()) == (200, 1)


def test_others_find_no_door(client: Inspector, today: Event) -> None:
    """An organiser of another event, and a member; check 7."""
    stranger, _other = organised()
    for who, status in ((stranger, 404), (person(), 403)):
        signed_in(client, who)
        for path in ("", "/count", "/log", "/token"):
            assert client.send("GET", f"/events/{today.public_id}/check-in{path}").status_code == status
        for path in ("/scans", "/undo"):
            client.post(
                f"/events/{today.public_id}/check-in{path}", {"key": "a" * 9, "scan": "b" * 9}, status=status
            )


def test_a_key_of_another_event_tells_nothing(at_the_door: Inspector, today: Event) -> None:
    other = event(person(role="organiser"), starts_at=today.starts_at, ends_at=today.ends_at)
    guest = registration(other, surname="Hidden")
    facts = {"day": now().date(), "scanned_at": now(), "way": "qr", "result": "in"}
    db.session.add(Scan(event_id=other.id, scan_key="key-of-other", registration_id=guest.id, **facts))
    db.session.commit()
    said = deliver(at_the_door, today, row(registration(today).ticket, key="key-of-other"), status=422)
    assert said["code"] == "checkin.foreign_key"
    at_the_door.get(f"/events/{today.public_id}/check-in?scan=key-of-other")
    assert "Hidden" not in at_the_door.words


def test_a_long_delivery_asks_as_often_as_a_short_one(at_the_door: Inspector, today: Event) -> None:
    def asked(size: int) -> int:
        rows = [row(registration(today).ticket) for _ in range(size)]
        with statements() as sent:
            deliver(at_the_door, today, *rows)
        return sum(one.startswith("SELECT") for one in sent)

    assert asked(3) == asked(60)
