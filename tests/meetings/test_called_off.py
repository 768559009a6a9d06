"""An event that does not take place: its people and its organisers still read what was planned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.events.services import cancel
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.queries import runs
from pin_app.meetings.services import editing
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector


@pytest.fixture
def people(fair: Fair, work: Callable[[], int]) -> list[Registration]:
    """Three who had two meetings, at an event that was called off, of which they have heard."""
    some, run = fair.many(3), fair.run()
    for place, (one, other) in enumerate(((0, 1), (1, 2))):
        editing.add(run, fair.by, (some[one], some[other]), fair.slots[place], fair.tables[0])
    fair.publish(run)
    db.session.query(OutgoingMail).delete()
    cancel(fair.event, fair.by, "The hall burnt down.")
    work()
    return some


def test_people_are_told_once_and_the_timetable_stays(fair: Fair, people: list[Registration]) -> None:
    mails = [(mail.to_address, mail.template) for mail in db.session.query(OutgoingMail)]
    assert sorted(mails) == sorted((one.email, "registration_event_cancelled") for one in people)
    run = runs.published(fair.event.id)
    assert run is not None
    assert [one.state for one in runs.meetings_of(run)] == ["planned", "planned"]


def test_a_participant_reads_what_was_planned(client: Inspector, people: list[Registration]) -> None:
    address = f"/r/{links.token_of(people[1])}/meetings"
    client.get(address)
    assert "This event does not take place, and its meetings are called off." in client.words
    assert "The hall burnt down." in client.words
    assert "Firm 00" in client.words
    assert b"STATUS:CANCELLED" in client.get(f"{address}/agenda.ics").data
    for page in ("others", "agenda.pdf"):
        client.get(f"{address}/{page}", 302)
    sent = {"taking-part": {"takes_part": "no"}, "wish": {"other": people[0].public_id, "wish": "no"}}
    for page, status in (("taking-part", 422), ("wish", 404)):
        client.get("/sign-in")  # where a form has a token
        client.post(f"{address}/{page}", sent[page], status)
    client.get(address)
    assert "This event does not take place, and its meetings are called off." in client.words


def test_who_had_cancelled_before_finds_nothing(client: Inspector, fair: Fair) -> None:
    gone = fair.comes("Gone", state="cancelled", cancelled_by="person")
    fair.event.state = "cancelled"
    db.session.commit()
    client.get(f"/r/{links.token_of(gone)}/meetings", 404)


def test_organisers_read_and_change_nothing(
    app: Flask, client: Inspector, fair: Fair, people: list[Registration]
) -> None:
    signed_in(client, fair.by)
    address = f"/events/{fair.event.public_id}/meetings"
    client.get(address)
    assert "Its timetables stay as they were, to be read." in client.words
    client.get(f"{address}/day")
    assert "Firm 00" in client.words
    client.get(f"{address}/runs/1")
    assert "Firm 00" in client.words
    assert "Add a meeting by hand" not in client.words
    client.get(f"{address}/runs/1/why")
    (one, _other) = runs.meetings_of(runs.published(fair.event.id))  # type: ignore[arg-type]
    client.get(f"{address}/one/{one.public_id}")
    assert "Call it off" not in client.words
    client.post(f"{address}/one/{one.public_id}/cancel", status=409)
    client.post(f"{address}/runs", status=409)
