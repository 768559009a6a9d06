"""What a list does: a dry run, then all of it or nothing, once."""

from __future__ import annotations

from html import escape

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select

from pin_app.attendees.queries import imports
from pin_app.attendees.services import bringing
from pin_app.attendees.tasks import sweep_lists
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.jobs import run_pending
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import cancel
from tests.attendees.incoming import (
    checked,
    codes,
    italian,
    outcomes,
    people,
    plain,
    rows,
    stored,
    trail,
    urdu,
)
from tests.attendees.lists import asked, taken
from tests.exchange import tables
from tests.factories import events

pytestmark = pytest.mark.usefixtures("app")


def names(state: str = "registered") -> list[str]:
    db.session.rollback()
    wanted = select(Registration.surname).where(Registration.state == state)
    return list(db.session.scalars(wanted.order_by(Registration.id)))


def test_an_italian_list_is_read_as_it_is_meant() -> None:
    by, event = events.organised()
    found = checked(event, italian(), by)
    assert (found.head, found.facts["heads"][1], names()) == (4, "Cognome", [])
    assert outcomes(found) == [(5, "created"), (7, "left_out"), (8, "waiting"), (10, "left_out")]
    assert codes(found) == [
        ("", "attendees.says_no"), ("", "attendees.nobody"),
    ]  # fmt: skip


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


def test_an_urdu_list_is_read() -> None:
    by, event = events.organised()
    event.country = "PK"
    stored(event, urdu(), by)
    (person,) = people(event)
    assert (person.given_name, person.surname, person.phone, person.city) == (
        "محمد علی", "خان", "+923001234567", "سیالکوٹ",
    )  # fmt: skip


@pytest.mark.parametrize("word", ["TOTALE", "Total:", "کل", "ٹوٹل"])
def test_the_sum_below_a_list_is_nobody(word: str) -> None:
    by, event = events.organised()
    found = stored(event, plain("Tot,Anna,,", f"{word},,,"), by)
    assert outcomes(found) == [(2, "created"), (3, "left_out")]
    assert codes(found)[-1] == ("", "attendees.sum")
    assert [one.surname for one in people(event)] == ["Tot"]


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


@pytest.mark.parametrize("form", ["xlsx", "csv-excel", "csv"])
@pytest.mark.parametrize("spoken", ["en", "it", "ur"])
def test_what_we_wrote_ourselves_changes_nothing(form: str, spoken: str) -> None:
    by, event = events.organised()
    form_of = asked(event)
    events.registration(
        event, surname="=Akhtar", kind="italian_firm", sector="13", language="ur", whatsapp_ok=True,
        answers={
            form_of.text.public_id: "-5 and '+1", form_of.yes_no.public_id: True,
            form_of.one.public_id: "blue",
            form_of.several.public_id: ["red", "blue"], form_of.diet.public_id: "0039",
        },
    )  # fmt: skip
    events.registration(event, surname="Però", state="waiting", phone="")
    with force_locale(spoken):
        file = taken(event, by, form)[1]
    found = checked(event, file, by)
    assert outcomes(found) == [(2, "unchanged"), (3, "unchanged")]
    assert codes(found) == []


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


def test_who_cancelled_is_not_signed_up_again_by_a_list() -> None:
    by, event = events.organised()
    gone = events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    cancel(gone)
    db.session.commit()
    found = checked(event, plain("Rossi,Anna,anna@example.org,"), by)
    assert (outcomes(found), codes(found)) == ([(2, "left_out")], [("", "attendees.has_cancelled")])
    stored(event, plain("Rossi,Anna,anna@example.org,"), by, again=True)
    assert [(one.state, one.source) for one in people(event)] == [
        ("cancelled", "form"),
        ("registered", "import"),
    ]


def test_a_list_cancels_nobody() -> None:
    by, event = events.organised()
    events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    found = checked(
        event, plain("Rossi,Anna,anna@example.org,no", head="Surname,Given name,E-mail,Status"), by
    )
    assert (outcomes(found), codes(found)) == ([(2, "unchanged")], [("", "attendees.not_cancelled")])


def test_empty_cells_change_nothing_and_changes_are_told() -> None:
    by, event = events.organised()
    one = events.registration(
        event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="+393331234567",
        organisation="Concia", note="Vegetarian",
    )  # fmt: skip
    head = "Surname,Given name,E-mail,Phone,Organisation,Role,Notes"
    file = plain("ROSSI,anna,anna@example.org,,-,Owner,Speaks German", head=head)
    found = checked(event, file, by)
    assert rows(found)[0].changes == [
        ["note", "Vegetarian", "Vegetarian\nSpeaks German"], ["role", "", "Owner"],
    ]  # fmt: skip
    stored(event, file, by)
    assert (one.phone, one.organisation, one.role, one.surname) == (
        "+393331234567",
        "Concia",
        "Owner",
        "Rossi",
    )
    assert [entry["fields"] for entry in trail("registration.changed")] == [["note", "role"]]
    assert outcomes(checked(event, file, by)) == [(2, "unchanged")]


def test_the_same_person_twice_in_a_list_comes_once() -> None:
    by, event = events.organised()
    file = plain(
        "Rossi,Anna,anna@example.org,", "Anna,Rossi,ANNA@example.org,", "Rossi,Anna,other@example.org,"
    )
    found = checked(event, file, by)
    assert outcomes(found) == [(2, "created"), (3, "left_out"), (4, "created")]
    assert codes(found) == [("", "attendees.same_as_row"), ("", "attendees.like_row")]


def test_consents_come_only_from_a_column_that_somebody_sets() -> None:
    by, event = events.organised()
    form = asked(event)
    head = "Surname,Given name,My contact may go to partners"
    file = plain("Rossi,Anna,yes", "Bianchi,Ugo,no", "Verdi,Lia,", head=head)
    found = checked(event, file, by)
    assert found.targets == ["surname", "given_name", ""]
    target = f"c-{form.partners.public_id}"
    with pytest.raises(PinError, match="you can show"):
        checked(event, file, by, targets=("surname", "given_name", target))
    db.session.rollback()
    done = stored(event, file, by, targets=("surname", "given_name", target), consents_shown=True)
    (kept,) = db.session.scalars(select(RegistrationConsent)).all()
    assert (kept.question_id, kept.text, kept.withdrawn_at, done.counts["consents"]) == (
        form.partners.id, "My contact may go to partners", None, 1,
    )  # fmt: skip
    assert db.session.get_one(Registration, kept.registration_id).surname == "Rossi"


def test_mails_go_out_only_when_somebody_says_so() -> None:
    by, event = events.organised()
    stored(event, plain("Rossi,Anna,anna@example.org,", "Bianchi,Ugo,,"), by, mail=True)
    assert (bringing.tell_some(), bringing.tell_some()) == (1, 0)
    db.session.commit()
    assert [mail.template for mail in db.session.scalars(select(OutgoingMail))] == ["registration_confirmed"]


def raw(rows_of: list[list[str]]) -> bytes:
    """A workbook whose cells are as they are, also where no program would write them."""
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) for row in rows_of
    ]
    return tables.book("".join(f"<row>{row}</row>" for row in cells))


def hostile(number: int) -> list[str]:
    """One row in which every cell is odd."""
    cells = [
        "_x0000_",
        "_xD800_",
        "\u202e",
        "=1+1",
        "'",
        "\u200b",
        "<script>",
        "%(x)s",
        "x" * 3_000,
    ]
    return [cells[(number + place) % len(cells)] for place in range(8)]


def test_odd_cells_are_told_or_stored_inert() -> None:
    by, event = events.organised()
    form = asked(event)
    head = ["Cognome", "Nome", "E-mail", "Telefono", "Ditta", "Note", form.text.labels["en"], "Stato"]
    good = [["Rossi _x0000_", "Anna _xD800_", "", "=1+1", "=cmd|' /C calc'!A0", "\u202eabc", "-5", "✓"]]
    found = stored(event, raw([head, *good, *map(hostile, range(20))]), by, leave_refused=True)
    (first, *_others) = people(event)
    assert (first.surname, first.given_name, first.organisation) == ("Rossi", "Anna", "=cmd|' /C calc'!A0")
    assert (first.note, first.answers) == ("abc", {form.text.public_id: "-5"})
    assert found.counts["rows"] == 21
    again = checked(event, raw([head, *good]), by)
    assert outcomes(again) == [(2, "unchanged")]


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
