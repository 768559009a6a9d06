"""What a list does: a dry run, then all of it or nothing, once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.attendees.queries import imports
from pin_app.attendees.services import bringing
from pin_app.attendees.tasks import sweep_lists
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.jobs import run_pending
from pin_app.mail.models import OutgoingMail
from tests.attendees.incoming import (
    checked,
    codes,
    italian,
    names,
    outcomes,
    people,
    plain,
    stored,
    trail,
)
from tests.factories import events

pytestmark = pytest.mark.usefixtures("app")


def test_what_was_checked_is_stored() -> None:
    by, event = events.organised()
    stored(event, italian(), by)
    first, second = people(event)
    assert (first.surname, first.given_name, first.organisation, first.role, first.city) == (
        "De Luca", "Però", "Concia Forlì S.r.l.", "titolare", "Forlì",
    )  # fmt: skip
    assert (first.phone, first.email, first.source, first.language, first.version) == (
        "+393331234567", "p.deluca@example.org", "import", "en", 1,
    )  # fmt: skip
    assert (second.surname, second.state, second.phone) == ("Khan", "waiting", "+923001234567")
    (told,) = trail("attendees.imported")
    assert (told["created"], told["waiting"], told["left_out"]) == (1, 1, 2)
    assert len(trail("registration.made")) == 2
    assert db.session.scalar(select(func.count(OutgoingMail.id))) == 0


def test_twice_changes_nothing() -> None:
    by, event = events.organised()
    stored(event, italian(), by)
    before = [(one.id, one.version) for one in people(event)]
    again = checked(event, italian(), by)
    assert [outcome for _number, outcome in outcomes(again)] == [
        "unchanged",
        "left_out",
        "unchanged",
        "left_out",
    ]
    with pytest.raises(PinError, match="already here"):
        bringing.ask_to_store(again, again.version, by)
    assert [(one.id, one.version) for one in people(event)] == before


def test_one_refused_row_keeps_all_out() -> None:
    by, event = events.organised()
    found = checked(event, plain("Rossi,Anna,anna@x.org,", "Bianchi,Ugo,ugo-at-x.org,"), by)
    assert (outcomes(found), codes(found)) == ([(2, "created"), (3, "refused")], [("C3", "account.address")])
    with pytest.raises(PinError, match="Some rows are refused"):
        bringing.ask_to_store(found, found.version, by)
    assert people(event) == []


def test_refused_rows_are_left_out_when_somebody_says_so() -> None:
    by, event = events.organised()
    stored(event, plain("Rossi,Anna,anna@example.org,", "Bianchi,Ugo,ugo-at-x.org,"), by, leave_refused=True)
    assert names() == ["Rossi"]


def test_a_fault_on_the_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    by, event = events.organised()
    event.capacity = 1
    known = events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    found = checked(event, plain("Rossi,Anna,anna@example.org,+393331234567", "Bianchi,Ugo,,"), by)
    bringing.ask_to_store(found, found.version, by, add_places=True)
    db.session.commit()

    def broken(*_asked: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(imports, "replace_rows", broken)
    with pytest.raises(RuntimeError):
        bringing.store(found)
    db.session.rollback()
    assert [(one.surname, one.phone, one.version) for one in people(event)] == [("Rossi", "", 1)]
    assert (event.capacity, found.state, trail("registration.made"), known.phone) == (1, "storing", [], "")
    monkeypatch.undo()
    assert bringing.store(found)
    db.session.commit()
    assert [(one.surname, one.phone) for one in people(event)] == [
        ("Rossi", "+393331234567"),
        ("Bianchi", ""),
    ]


def test_a_second_yes_does_nothing_more() -> None:
    by, event = events.organised()
    found = checked(event, plain("Rossi,Anna,,"), by)
    version = found.version
    assert bringing.ask_to_store(found, version, by)
    assert not bringing.ask_to_store(found, version, by)
    assert bringing.store(found)
    assert not bringing.store(found)
    assert not bringing.ask_to_store(found, version, by)
    db.session.commit()
    assert names() == ["Rossi"]


def test_a_report_that_is_no_longer_true_is_shown_anew() -> None:
    by, event = events.organised()
    found = checked(event, plain("Rossi,Anna,anna@example.org,"), by)
    bringing.ask_to_store(found, found.version, by)
    db.session.commit()
    events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    assert not bringing.store(found)
    db.session.commit()
    assert (found.state, found.problem, outcomes(found)) == (
        "checked", "attendees.changed_meanwhile", [(2, "unchanged")],
    )  # fmt: skip
    assert len(people(event)) == 1


def test_an_older_report_is_not_said_yes_to() -> None:
    by, event = events.organised()
    found = checked(event, plain("Rossi,Anna,,"), by)
    with pytest.raises(PinError, match="not the latest"):
        bringing.ask_to_store(found, found.version - 1, by)


def test_no_place_is_sold_twice() -> None:
    by, event = events.organised()
    event.capacity = 3
    events.registration(event)
    twelve = plain(*(f"Person{number},Anna,," for number in range(12)))
    found = checked(event, twelve, by)
    assert (found.counts["created"], found.counts["waiting"], found.counts["over"]) == (2, 10, 10)
    bringing.ask_to_store(found, found.version, by)
    bringing.store(found)
    db.session.commit()
    assert (names()[1:], len(names("waiting")), event.capacity) == (["Person0", "Person1"], 10, 3)


def test_places_are_added_when_somebody_says_so() -> None:
    by, event = events.organised()
    event.capacity = 3
    found = stored(event, plain(*(f"Person{number},Anna,," for number in range(12))), by, add_places=True)
    assert (len(names()), event.capacity, found.counts["places_added"]) == (12, 12, 9)
    assert [one["capacity"] for one in trail("event.place_added")] == [12]


def test_without_a_waiting_list_more_places_are_needed() -> None:
    by, event = events.organised()
    event.capacity, event.waiting_list = 1, False
    found = checked(event, plain("Rossi,Anna,,", "Bianchi,Ugo,,"), by)
    with pytest.raises(PinError, match="no waiting list"):
        bringing.ask_to_store(found, found.version, by)


def test_who_waits_already_comes_first() -> None:
    by, event = events.organised()
    event.capacity = 1
    waiting = events.registration(event, "waiting")
    found = stored(event, plain("Rossi,Anna,,"), by)
    assert (waiting.state, found.counts["waiting"], names("waiting")) == ("offered", 1, ["Rossi"])


def test_mails_go_out_only_when_somebody_says_so() -> None:
    by, event = events.organised()
    stored(event, plain("Rossi,Anna,anna@example.org,", "Bianchi,Ugo,,"), by, mail=True)
    assert (bringing.tell_some(), bringing.tell_some()) == (1, 0)
    db.session.commit()
    assert [mail.template for mail in db.session.scalars(select(OutgoingMail))] == ["registration_confirmed"]


def test_what_waits_for_a_worker_is_asked_for_again(app: Flask) -> None:
    by, event = events.organised()
    found = checked(event, plain("Rossi,Anna,anna@example.org,"), by)
    bringing.ask_to_check(found)
    db.session.commit()
    sweep_lists()
    run_pending(app)
    db.session.expire_all()
    assert (found.state, found.version) == ("checked", 3)
    bringing.ask_to_store(found, found.version, by, mail=True)
    db.session.commit()
    sweep_lists()
    run_pending(app)
    assert names() == ["Rossi"]
    sweep_lists()
    run_pending(app)
    assert db.session.scalar(select(func.count(OutgoingMail.id))) == 1


def test_a_list_takes_nobodys_registration_over(app: Flask) -> None:
    event = events.event()
    theirs, ours, nobodys = (
        events.registration(event, source=source, email=email)
        for source, email in (("form", "a@example.org"), ("import", "b@example.org"), ("form", ""))
    )
    links_before = [theirs.link_secret, ours.link_secret]
    rows = [f"{one.reference},new{number}@example.org" for number, one in enumerate((theirs, ours, nobodys))]
    found = stored(event, plain(*rows, head="Reference,E-mail"))
    assert [one.email for one in people(event)] == ["a@example.org", "new1@example.org", "new2@example.org"]
    assert [code for _cell, code in codes(found)] == ["attendees.email_stays"]
    assert [theirs.link_secret == links_before[0], ours.link_secret == links_before[1]] == [True, False]
