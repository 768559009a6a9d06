"""What a phone may take along for work without a network."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event
from tests.checkin.test_certificates import was_there
from tests.factories.events import organised, registration
from tests.factories.people import signed_in
from tests.inspector import Inspector

ALLOWED = ["hash", "name", "organisation", "place", "reference", "state", "there"]


def test_the_list_has_what_the_door_needs_and_leaves_one_row(
    at_the_door: Inspector, today: Event, by: User
) -> None:
    came = was_there(today, by, given_name="Anna", surname="Rossi")
    registration(today, "waiting")
    registration(today, "cancelled", surname="Left")
    url = f"/events/{today.public_id}/check-in"
    at_the_door.get(url)
    answer = at_the_door.post(f"{url}/list", status=200)
    people = answer.get_json()["people"]
    assert [sorted(one) for one in people] == [ALLOWED] * 2
    assert [one["place"] for one in people] == [True, False]
    assert people[0]["hash"] == hashlib.sha256(came.ticket.encode()).hexdigest()
    assert [place.split(" ")[1] for place in people[0]["there"]] == [""]
    text = answer.get_data(as_text=True)
    private = (came.ticket, came.email, came.phone, came.link_secret, came.public_id, "Left")
    assert [value for value in private if value in text] == []
    assert answer.headers["Cache-Control"] == "no-store"
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "checkin.list_taken")).all()
    assert [(row.subject_type, row.subject_id, row.facts) for row in rows] == [
        ("Event", str(today.id), {"people": 2})
    ]  # fmt: skip


def test_the_list_needs_its_token(at_the_door: Inspector, today: Event) -> None:
    assert at_the_door.send("POST", f"/events/{today.public_id}/check-in/list").status_code == 400
    assert at_the_door.send("GET", f"/events/{today.public_id}/check-in/list").status_code == 405


def test_the_empty_door_knows_nobody(at_the_door: Inspector, today: Event, by: User) -> None:
    came = was_there(today, by, given_name="Anna", surname="Rossi")
    answer = at_the_door.get(f"/events/{today.public_id}/check-in/shell")
    text = answer.get_data(as_text=True)
    assert [word for word in ("Rossi", came.reference, by.email, by.name, "csrf_token") if word in text] == []


def test_the_worker_may_act_on_its_page_only(at_the_door: Inspector, today: Event) -> None:
    url = f"/events/{today.public_id}/check-in"
    answer = at_the_door.get(f"{url}/worker.js")
    assert (answer.mimetype, answer.headers["Service-Worker-Allowed"]) == ("text/javascript", url)
    assert answer.headers["Cache-Control"] == "no-store"


def test_others_take_no_list(client: Inspector, today: Event) -> None:
    signed_in(client, organised()[0])
    for path in ("shell", "worker.js"):
        assert client.send("GET", f"/events/{today.public_id}/check-in/{path}").status_code == 404
    client.post(f"/events/{today.public_id}/check-in/list", status=404)
