"""A list is brought in by its pages: sent or pasted, its columns set, its report read, said yes to."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.services import bringing
from pin_app.attendees.services.bringing import checking
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.jobs import run_pending
from pin_app.mail.models import OutgoingMail
from tests.attendees.incoming import brought, checked, italian, outcomes, people, plain, stored, trail
from tests.attendees.lists import asked, csv_grid
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def organiser(client: Inspector) -> tuple[Inspector, Event]:
    """Somebody signed in who organises an event."""
    by, event = events.organised()
    return signed_in(client, by), event


def address(event: Event, rest: str = "") -> str:
    return f"/events/{event.public_id}/attendees/import{rest}"


def at(found: AttendeeImport, rest: str = "") -> str:
    return address(found.event, f"/{found.public_id}{rest}")


def newest() -> AttendeeImport:
    db.session.rollback()
    return db.session.scalars(select(AttendeeImport).order_by(AttendeeImport.id.desc())).first()  # type: ignore[return-value]


def file(content: bytes, name: str = "elenco.xlsx") -> dict[str, Any]:
    return {"table": (io.BytesIO(content), name)}


def columns(found: AttendeeImport, **more: Any) -> dict[str, Any]:
    """What the page of the columns sends."""
    chosen = {f"column-{place}": target for place, target in enumerate(found.targets)}
    return chosen | {"country": "IT"} | more


def test_from_a_file_to_registrations(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(f"/events/{event.public_id}/attendees")
    assert "Bring a list in" in client.words
    client.get(address(event))
    client.follow(client.post(address(event), file(italian())))
    assert "Concia Forlì S.r.l." in client.words
    assert "The headings are in row 4" in client.words
    client.follow(client.post(at(newest(), "/columns"), columns(newest())))
    assert "Your list says that this person does not come." in client.words
    assert people(event) == []
    client.follow(client.post(at(newest(), "/store"), {"version": newest().version}))
    assert "2 people are new in the list of this event." in client.words
    assert [one.surname for one in people(event)] == ["De Luca", "Khan"]


def test_a_report_that_tells_contacts_is_in_the_trail(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    anna, ugo, _ali = (
        events.registration(event, surname=last, given_name=first, name_key=f"{last} {first}", phone=phone)
        for last, first, phone in (
            ("rossi", "anna", "+393331112222"),
            ("bo", "ugo", "+393331113333"),
            ("khan", "ali", ""),
        )
    )
    rows = (
        f"{anna.reference},,,,+393339998888",
        f",bo,ugo,else@example.org,{ugo.phone}",
        ",khan,ali,,+393331234567",
    )
    found = checked(event, plain(*rows, head="Reference,Surname,Given name,E-mail,Phone"))
    assert trail("attendees.contacts_read") == []
    client.get(at(found))
    assert ("+393331112222" in client.words, ugo.email in client.words) == (True, True)
    client.get(at(found, "?rows=left_out"))
    assert ugo.email in client.get(at(found, "/report.csv")).text
    both = {"registrations": [anna.public_id, ugo.public_id]}
    client.post(at(found, "/store"), {"version": "0"}, 422)
    assert trail("attendees.contacts_read") == [both, {"registrations": [ugo.public_id]}, both]


def test_lines_that_are_pasted(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event))
    lines = "Anna Rossi <anna@example.org>\n\nUgo Bianchi, ugo@example.org\nLia De Santis, , +39 333 1234567"
    client.post(address(event), {"lines": lines}, status=302)
    found = newest()
    assert found.targets == ["full_name", "email", "phone"]
    client.get(at(found, "/columns"))
    client.post(at(found, "/columns"), columns(found))
    client.get(at(found))
    client.post(at(found, "/store"), {"version": newest().version})
    assert [(one.given_name, one.surname, one.email, one.phone) for one in people(event)] == [
        ("Anna", "Rossi", "anna@example.org", ""),
        ("Ugo", "Bianchi", "ugo@example.org", ""),
        ("Lia", "De Santis", "", "+393331234567"),
    ]


def test_the_headings_can_be_others(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    found = brought(event, plain("Rossi,Anna,,", head="x,y,z,w"))
    assert (found.head, found.targets) == (0, ["", "", "", ""])
    client.get(at(found, "/columns"))
    client.follow(client.post(at(found, "/headings"), {"head": "1"}))
    assert (newest().head, newest().facts["rows"]) == (1, 1)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file or paste some lines."),
        (file(b"%PDF-1.7"), "neither a CSV nor an XLSX file"),
        (file(b"Surname,Given name\r\n"), "no row with anything in it"),
        ({"lines": "Anna Rossi"} | file(b"a,b"), "not both"),
        ({"lines": "x" * 100_001}, "100000"),
        (file(b"Surname;Given name\r\n" + b"Rossi;Anna\r\n" * 5_001), "5000 rows"),
    ],
)
def test_what_cannot_be_read_is_told(
    organiser: tuple[Inspector, Event], sent: dict[str, Any], words: str
) -> None:
    client, event = organiser
    client.get(address(event))
    client.post(address(event), sent, status=422)
    assert words in client.words.replace(",", "")
    assert db.session.scalar(select(AttendeeImport)) is None


def test_columns_that_cannot_be_are_asked_again(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    found = brought(event, plain("Rossi,Anna,,"))
    client.get(at(found, "/columns"))
    client.post(at(found, "/columns"), columns(found, **{"column-1": "surname"}), status=422)
    assert "Two columns are set to the same thing" in client.words
    none = dict.fromkeys(columns(found), "") | {"country": "IT"}
    client.post(at(found, "/columns"), none, status=422)
    assert "in which column the names are" in client.words
    odd = columns(found, **{"column-2": "c-nothing", "column-3": "\0x", "country": "XX"})
    client.post(at(found, "/columns"), odd)
    assert newest().targets == ["surname", "given_name", "", ""]


def test_a_consent_needs_a_tick(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    target = f"c-{asked(event).partners.public_id}"
    found = brought(event, plain("Rossi,Anna,yes", head="Surname,Given name,Partners"))
    client.get(at(found, "/columns"))
    assert "A consent is the person's own" in client.words
    client.post(at(found, "/columns"), columns(found, **{"column-2": target}), status=422)
    client.follow(client.post(at(found, "/columns"), columns(found, **{"column-2": target}, shown="y")))
    assert "One consent will be kept" in client.words


def test_sheets_that_are_not_read_are_named(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    made = Workbook()
    made.active.append(["Cognome", "Nome"])
    made.active.append(["Rossi", "Anna"])
    made.create_sheet("Attesa <b>").append(["Cognome", "Nome"])
    made.create_sheet("Vecchio").sheet_state = "hidden"
    target = io.BytesIO()
    made.save(target)
    client.get(address(event))
    client.follow(client.post(address(event), file(target.getvalue())))
    assert newest().facts["others"] == ["Attesa <b>"]
    assert "Only the first sheet is read. The file also has: Attesa <b>." in client.words


def test_two_clicks_store_once(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    found = checked(event, plain("Rossi,Anna,,"))
    client.get(at(found))
    version = newest().version
    for _click in range(2):
        client.post(at(found, "/store"), {"version": version}, status=302)
    assert len(people(event)) == 1


def test_an_old_report_and_a_refused_row_are_told(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    found = checked(event, plain("Rossi,Anna,no-address,"))
    client.get(at(found))
    assert "C2" in client.words
    client.post(at(found, "/store"), {"version": found.version}, status=422)
    assert "Some rows are refused" in client.words
    client.post(at(found, "/store"), {"version": "1", "leave_refused": "y"}, status=422)
    assert "not the latest one" in client.words


def test_the_report_is_read_by_its_parts_and_taken_away(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    lines = ["Rossi,Anna,anna@example.org,+393331234567", *(f"Person{n},A,," for n in range(60)), "X,Y,bad,"]
    found = checked(event, plain(*lines))
    client.get(at(found))
    assert "Page 1 of 2" in client.words
    client.get(at(found, "?rows=changed"))
    assert ("+393331234567" in client.words, "Person1" in client.words) == (True, False)
    client.get(at(found, "?rows=remarks&page=99999999999"))
    assert ("C63" in client.words, "Person1" in client.words) == (True, False)
    grid = csv_grid(client.raw.get(at(found, "/report.csv")).data)
    assert (len(grid), grid[1][:3], grid[-1][3]) == (63, ["2", "Anna Rossi", "Changed"], "C63")


def test_a_draft_is_deleted_and_a_stored_list_taken_back(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    client.get(address(event))
    draft, kept = checked(event, plain("Rossi,Anna,,")), stored(event, plain("Bianchi,Ugo,,"))
    client.post(at(draft, "/discard"), status=302)
    client.get(at(kept))
    client.follow(client.post(at(kept, "/undo")))
    assert "The list was taken back" in client.words
    assert (people(event), len(db.session.scalars(select(AttendeeImport)).all())) == ([], 1)
    client.post(at(kept, "/discard"), status=409)


def test_long_lists_are_the_workers(
    organiser: tuple[Inspector, Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, event = organiser
    monkeypatch.setattr(checking, "SMALL", 2)
    found = brought(event, plain(*(f"Person{n},Anna,p{n}@example.org," for n in range(3))))
    client.get(at(found, "/columns"))
    client.follow(client.post(at(found, "/columns"), columns(found)))
    assert "It is at work" in client.words
    assert run_pending(client.app) == 1
    client.get(at(found))
    client.follow(client.post(at(found, "/store"), {"version": newest().version, "mail": "y"}))
    assert ("It is at work" in client.words, people(event)) == (True, [])
    db.session.rollback()
    run_pending(client.app)
    client.get(at(found))
    assert ("3 people are new" in client.words, len(people(event))) == (True, 3)
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 3


def test_what_breaks_in_the_worker_leaves_the_list(
    organiser: tuple[Inspector, Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, event = organiser
    monkeypatch.setattr(checking, "SMALL", 0)
    found = checked(event, plain("Rossi,Anna,,"))

    def broken(*_asked: object) -> None:
        raise RuntimeError("planted")

    with monkeypatch.context() as planted:
        planted.setattr("pin_app.attendees.services.bringing.storing.add_many", broken)
        client.get(at(found))
        client.post(at(found, "/store"), {"version": newest().version})
        db.session.rollback()
        run_pending(client.app)
    client.get(at(found))
    assert "Something broke on our side" in client.words
    assert (newest().state, people(event), outcomes(newest())) == ("checked", [], [(2, "created")])


def test_lists_of_others_are_not_there(organiser: tuple[Inspector, Event]) -> None:
    client, event = organiser
    other_by, other = events.organised()
    foreign = checked(other, plain("Rossi,Anna,,"), other_by)
    for rest in ("", "/columns", "/report.csv"):
        client.get(at(foreign, rest), 404)
        client.get(address(event, f"/{foreign.public_id}{rest}"), 404)
    for rest in ("/columns", "/headings", "/store", "/discard", "/undo"):
        client.post(at(foreign, rest), {"version": "2"}, status=404)
        client.post(address(event, f"/{foreign.public_id}{rest}"), {"version": "2"}, status=404)
    assert (newest().state, people(other)) == ("checked", [])


def test_who_lost_the_right_stores_nothing(organiser: tuple[Inspector, Event]) -> None:
    _client, event = organiser
    stranger = person(role="organiser")
    found = checked(event, plain("Rossi,Anna,,"))
    bringing.ask_to_store(found, found.version, stranger)
    db.session.commit()
    from pin_app.attendees.tasks import store_list  # noqa: PLC0415

    store_list(found.id)
    assert (newest().state, newest().problem, people(event)) == ("checked", "attendees.may_not_bring", [])
