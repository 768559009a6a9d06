"""What organisers do with the registrations of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.mail.models import OutgoingMail
from pin_app.registrations import services
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.registrations.people import mails, register, somebody, states

TYPED = {"given_name": "Ali", "surname": "Khan", "language": "it"}


def of(event: Event, made: Registration, page: str = "") -> str:
    return f"/events/{event.public_id}/registrations/{made.public_id}{page}"


def newest() -> Registration:
    db.session.rollback()
    found = db.session.scalars(select(Registration).order_by(Registration.id.desc())).first()
    assert found is not None
    return found


def trail(action: str) -> list[dict[str, Any]]:
    db.session.rollback()
    return [row.facts for row in db.session.scalars(select(AuditEntry).where(AuditEntry.action == action))]


def at_work(client: Inspector, **columns: Any) -> tuple[User, Event]:
    by = person(role="organiser")
    signed_in(client, by)
    return by, events.event(by, **columns)


def test_a_person_without_an_address_is_added_and_nobody_is_written_to(client: Inspector) -> None:
    _by, event = at_work(client)
    events.question(event, label="What do you make?", required=True)
    page = f"/events/{event.public_id}/registrations/new"
    client.get(page)
    client.follow(client.post(page, TYPED | {"mail": "y"}))
    made = newest()
    assert (made.source, made.state, made.email, mails()) == ("organiser", "registered", "", [])
    assert "Ali Khan" in client.words


@pytest.mark.parametrize(("ticked", "expected"), [({"mail": "y"}, ["registration_confirmed"]), ({}, [])])
def test_a_mail_goes_out_only_where_it_is_wanted(
    client: Inspector, ticked: dict[str, str], expected: list[str]
) -> None:
    _by, event = at_work(client)
    page = f"/events/{event.public_id}/registrations/new"
    client.get(page)
    client.post(page, TYPED | {"email": "ali@example.org"} | ticked)
    assert mails("ali@example.org") == expected


def test_adding_to_a_full_event_waits_or_makes_one_more_place(client: Inspector) -> None:
    _by, event = at_work(client, capacity=0)
    page = f"/events/{event.public_id}/registrations/new"
    client.get(page)
    client.post(page, TYPED)
    client.post(page, TYPED | {"surname": "Raza", "add_place": "y"})
    assert (states(event), event.capacity) == (["waiting", "registered"], 1)
    assert trail("event.place_added") == [{"capacity": 1}]


def test_a_person_who_is_there_is_not_added_again(client: Inspector) -> None:
    _by, event = at_work(client)
    page = f"/events/{event.public_id}/registrations/new"
    client.get(page)
    client.post(page, TYPED)
    client.post(page, TYPED, 422)
    assert "is registered already" in client.words
    assert states(event) == ["registered"]


def test_reading_a_contact_is_in_the_trail(client: Inspector) -> None:
    _by, event = at_work(client)
    made = events.registration(event, note="Speaks slowly")
    client.get(of(event, made))
    assert (made.email in client.words, "Speaks slowly" in client.words) == (True, True)
    assert len(trail("registration.contact_read")) == 1


def test_a_correction_with_another_address_voids_the_old_link(client: Inspector) -> None:
    _by, event = at_work(client)
    made = events.registration(event)
    old = links.token_of(made)
    client.get(of(event, made, "/edit"))
    client.post(of(event, made, "/edit"), TYPED | {"email": "new@example.org", "version": "1"})
    assert (newest().email, mails("new@example.org")) == ("new@example.org", ["registration_confirmed"])
    Inspector(client.app).get(f"/r/{old}", 410)


def test_the_old_address_is_told_without_a_word_of_the_person_or_the_new_one(client: Inspector) -> None:
    _by, event = at_work(client)
    made = events.registration(event, language="it", email="old@example.org")
    client.get(of(event, made, "/edit"))
    client.post(of(event, made, "/edit"), TYPED | {"email": "new@example.org", "version": "1"})
    reference, surname = made.reference, made.surname
    (mail,) = db.session.scalars(select(OutgoingMail).where(OutgoingMail.to_address == "old@example.org"))
    assert (mail.template, mail.language) == ("registration_address_changed", "it")
    told = mail.subject + mail.body + mail.html
    private = (reference, surname, "Khan", "new@example.org", "/r/")
    assert [word for word in private if word in told] == []


def test_nobody_is_told_where_there_was_no_address_or_it_stayed(client: Inspector) -> None:
    _by, event = at_work(client)
    for before, after in (("", "new@example.org"), ("same@example.org", "same@example.org")):
        made = events.registration(event, email=before)
        client.get(of(event, made, "/edit"))
        client.post(of(event, made, "/edit"), TYPED | {"email": after, "version": "1"})
    assert "registration_address_changed" not in mails()


@pytest.mark.parametrize(
    ("before", "hours", "renewed"),
    [("old@example.org", 48, True), ("old@example.org", -1, False), ("", 48, False)],
)
def test_another_address_is_another_qr_code_until_the_event_starts(
    client: Inspector, before: str, hours: int, renewed: bool
) -> None:
    _by, event = at_work(client, starts_at=now() + timedelta(hours=hours))
    made = events.registration(event, email=before)
    ticket, reference = made.ticket, made.reference
    client.get(of(event, made, "/edit"))
    client.post(of(event, made, "/edit"), TYPED | {"email": "new@example.org", "version": "1"})
    found = newest()
    assert (found.ticket != ticket, found.reference) == (renewed, reference)


@pytest.mark.parametrize("who", ["organiser", "person", "person who left the firm"])
def test_a_correction_leaves_whom_somebody_comes_for(client: Inspector, who: str) -> None:
    _by, event = at_work(client)
    user = person()
    firm = profile(owner=person() if who.endswith("firm") else user)
    made = events.registration(event, user_id=user.id, profile_id=firm.id)
    page = of(event, made, "/edit")
    if who != "organiser":
        signed_in(client, user)
        page = f"/registrations/{made.public_id}/edit"
    client.get(page)
    client.post(page, TYPED | {"email": made.email, "language": "en", "version": "1"})
    assert (newest().surname, newest().profile_id) == (TYPED["surname"], firm.id)


def test_a_page_that_was_overtaken_changes_nothing(client: Inspector) -> None:
    _by, event = at_work(client)
    made = events.registration(event)
    client.get(of(event, made, "/edit"))
    client.post(of(event, made, "/edit"), TYPED | {"version": "7"}, 422)
    assert newest().surname == made.surname


def test_an_organiser_cancels_with_a_reason(client: Inspector) -> None:
    _by, event = at_work(client, capacity=1)
    made, _next = register(event), register(event)
    page = of(event, made, "/cancel")
    client.get(page)
    client.post(page, {"reason": ""}, 422)
    client.post(page, {"reason": "Came twice", "mail": "y"})
    assert states(event) == ["cancelled", "offered"]
    assert trail("registration.cancelled")[0]["reason"] == "Came twice"


def test_somebody_is_put_first_with_a_reason_and_one_more_place(client: Inspector) -> None:
    _by, event = at_work(client, capacity=1)
    register(event), register(event)
    last = register(event)
    page = of(event, last, "/promote")
    client.get(page)
    client.post(page, {"reason": "The speaker"}, 422)
    assert "There is no free place." in client.words
    client.post(page, {"reason": "The speaker", "add_place": "y"})
    assert (states(event), event.capacity) == (["registered", "waiting", "registered"], 2)
    assert trail("registration.promoted")[0]["reason"] == "The speaker"


def test_a_note_is_for_the_organisers_alone(client: Inspector) -> None:
    _by, event = at_work(client)
    made = events.registration(event)
    client.get(of(event, made))
    client.post(of(event, made, "/note"), {"note": "Secret-note"})
    client.get(of(event, made))
    assert "Secret-note" in client.words
    visitor = Inspector(client.app)
    for path in ("", "/edit", "/cancel"):
        visitor.get(f"/r/{links.token_of(newest())}{path}")
        assert "Secret-note" not in visitor.words


def test_another_organiser_finds_no_such_page(client: Inspector) -> None:
    mine, event = at_work(client)
    foreign = events.event(person(role="organiser"))
    made = events.registration(foreign)
    for path in ("", "/edit", "/cancel", "/promote"):
        client.get(of(foreign, made, path), 404)
        client.get(of(event, made, path), 404)
    assert mine.role == "organiser"


def test_promoting_needs_a_reason_and_somebody_who_waits(client: Inspector) -> None:
    by, event = at_work(client)
    with pytest.raises(PinError) as refused:
        services.promote(events.registration(event, "waiting"), by, " ")
    assert refused.value.code == "registration.reason_missing"
    with pytest.raises(PinError) as refused:
        services.promote(events.registration(event, "cancelled"), by, "why")
    assert refused.value.code == "registration.not_waiting"
    assert services.promote(events.registration(event), by, "why") is False


def test_the_same_form_of_an_organiser_twice_adds_one_person(client: Inspector) -> None:
    by, event = at_work(client)
    who = somebody(email="")
    made = [services.add_by_hand(event, who, {}, by, request_key="k").id for _ in range(2)]
    assert made[0] == made[1]
