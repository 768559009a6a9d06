"""Certificates: only for who was there, days and hours from records, three languages, a number to check."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pypdfium2
import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.checkin.attendance import attendances, by_number, number_of, path_of
from pin_app.checkin.certificates import certificate, certificates
from pin_app.checkin.services import ScanSent, take
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.registrations.services.links import token_of
from pin_app.registrations.services.people import name_key
from tests.factories.events import item, registration
from tests.inspector import Inspector
from tests.store import statements

HOUR = timedelta(hours=1)


def was_there(today: Event, by: User, **columns: object) -> Registration:
    guest = registration(today, **columns)  # type: ignore[arg-type]
    take(today, [ScanSent(uuid4().hex, guest.ticket, "qr", today.starts_at)], by)
    db.session.commit()
    return guest


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join("".join(sign for sign in text if sign not in "\u2066\u2067\u2068\u2069\u200b").split())


def test_nobody_gets_one_who_was_not_there(app: Flask, today: Event) -> None:
    with pytest.raises(PinError) as refused:
        certificate(registration(today))
    assert refused.value.code == "checkin.not_there"


@pytest.mark.parametrize(("language", "title"), [("en", "Certificate of attendance")])
def test_it_says_who_what_when_and_how_long(today: Event, by: User, language: str, title: str) -> None:
    item(today, "Opening", hours=2)
    guest = was_there(today, by, given_name="Niccolò", surname="Ferrè")
    with by_request(by):
        made = certificate(guest, language)
    said = words(made)
    assert all(
        part in said for part in (title, "Niccolò Ferrè", "Trading with Sialkot", "2:00", number_of(guest))
    )
    with pikepdf.open(BytesIO(made)) as file, file.open_metadata() as facts:
        assert (facts["pdfuaid:part"], str(file.Root.Lang), len(file.pages)) == ("1", language, 1)


def by_request(_by: User):  # type: ignore[no-untyped-def]
    from flask import current_app  # noqa: PLC0415

    return current_app.test_request_context("/")


@pytest.mark.parametrize("language", ["it", "ur"])
def test_other_languages_and_long_urdu_names_stay_on_a_page(today: Event, by: User, language: str) -> None:
    guests = [
        was_there(today, by, given_name="محمد عبداللہ " * 8, surname="خان", language=language),
        was_there(today, by, given_name="Wolfeschlegelsteinhausenbergerdorff" * 3, surname="X"),
    ]
    with by_request(by), pikepdf.open(BytesIO(certificates(guests, language))) as file:
        assert (str(file.Root.Lang), len(file.pages)) == (language, 2)


def test_hours_count_what_runs_at_the_same_time_once(today: Event, by: User) -> None:
    item(today, hours=2)
    item(today, hours=1)
    item(today, starts_at=today.starts_at + HOUR, ends_at=today.starts_at + 3 * HOUR)
    assert [one.minutes for one in attendances([was_there(today, by)])] == [180]


def test_hours_are_those_of_sessions_that_were_attended(today: Event, by: User) -> None:
    item(today, hours=3)
    talk, _other = item(today, hours=1, check_in=True), item(today, hours=2, check_in=True)
    guest = was_there(today, by)
    assert [one.minutes for one in attendances([guest])] == [0]
    take(today, [ScanSent(uuid4().hex, guest.ticket, "qr", today.starts_at, talk.id)], by)
    assert [one.minutes for one in attendances([guest])] == [60]


def test_many_ask_as_often_as_one(today: Event, by: User) -> None:
    guests = [was_there(today, by) for _ in range(4)]
    attendances(guests)
    with statements() as of_one:
        attendances(guests[:1])
    with statements() as of_all:
        attendances(guests)
    assert len(of_one) == len(of_all)


def test_a_number_is_checked_by_anybody_and_a_made_up_one_is_none(
    client: Inspector, today: Event, by: User
) -> None:
    guest, absent = was_there(today, by, given_name="Anna", surname="Rossi"), registration(today)
    number = number_of(guest)
    client.get(f"/certificates?number={number.lower().replace('-', ' ')}")
    assert "This certificate is genuine. Name Anna Rossi" in client.words
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    for odd in (wrong, number_of(absent), "%00", "é" * 70, "-", "A" * 8):
        client.get(f"/certificates?number={odd}", status=404)
        assert client.send("GET", f"/certificates/{odd}").status_code == 404
    answer = client.send("GET", f"/certificates/{number}")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")


def test_of_a_sensitive_event_a_number_tells_nothing_but_that_it_is_genuine(
    client: Inspector, today: Event, by: User
) -> None:
    today.sensitive = True
    guest = was_there(today, by, given_name="Niccolò", surname="Ferrè", name_key=name_key("Ferrè", "Niccolò"))
    number = number_of(guest)
    client.follow(client.get(f"/certificates/{number}", status=302))
    private = ("Ferr", "Trading with Sialkot", today.starts_at.strftime("%Y"))
    assert "This certificate is genuine." in client.words
    assert [word for word in private if word in client.words] == []
    client.post("/certificates", {"number": number, "name": "Ferri Niccolo"}, status=200)
    assert [word for word in private if word in client.words.replace("“Ferri", "")] == []
    client.post("/certificates", {"number": number, "name": "ferre NICCOLO"}, status=200)
    assert "Name Niccolò Ferrè Event Trading with Sialkot" in client.words


def test_the_paper_of_a_sensitive_event_is_behind_the_page_of_its_person(
    client: Inspector, today: Event, by: User
) -> None:
    today.sensitive = True
    guest, other = was_there(today, by), was_there(today, by)
    client.get(f"/r/{token_of(guest)}")
    (path,) = [str(a["href"]) for a in client.page.all("a") if "/certificates/" in str(a.get("href"))]
    answer = client.send("GET", path)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    secret = path.partition("?")[0].rsplit("/", 1)[1]
    for odd in (secret[:-4], "%00", "%ED%A0%80", token_of(guest), path_of(other).rsplit("/", 1)[1]):
        assert client.send("GET", f"/certificates/{number_of(guest)}/{odd}").status_code == 404
    guest.link_secret = "another"  # as when an organiser corrects the address
    db.session.commit()
    assert client.send("GET", path).status_code == 404


def test_names_are_not_tried_through(client: Inspector, today: Event, by: User) -> None:
    number = number_of(was_there(today, by))
    client.get("/sign-in")
    typed = {"number": number, "name": "Anna", "csrf_token": client.page.csrf_token}
    answers = [client.send("POST", "/certificates", data=typed).status_code for _ in range(11)]
    assert (set(answers[:10]), answers[10]) == ({200}, 429)


def test_a_number_that_was_taken_back_certifies_nothing(today: Event, by: User) -> None:
    guest = was_there(today, by)
    assert by_number(number_of(guest)) is not None
    take(today, [ScanSent(uuid4().hex, guest.ticket, "qr", today.starts_at + HOUR, undo=True)], by)
    assert by_number(number_of(guest)) is None


def test_tries_are_limited(client: Inspector) -> None:
    answers = [client.send("GET", "/certificates?number=AAAA-BBBB-CCCCCCCC").status_code for _ in range(61)]
    assert (set(answers[:60]), answers[60]) == ({404}, 429)
