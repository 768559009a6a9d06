"""What is printed: the door list, badges and certificates, and lists from paper that are entered."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.checkin import queries
from pin_app.checkin.models import Scan
from pin_app.checkin.routes import papers
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.events.showing import local
from tests.checkin.test_certificates import was_there, words
from tests.factories.events import item, organised, registration
from tests.factories.people import signed_in
from tests.inspector import Inspector
from tests.store import asked


def taken(client: Inspector, of: Event, kind: str, **fields: str) -> bytes:
    """Download a paper."""
    client.get(f"/events/{of.public_id}/check-in/papers")
    url = f"/events/{of.public_id}/check-in/papers/{kind}"
    answer = client.post(url, {"language": "en"} | fields, status=200)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    return answer.get_data()


def rows(action: str) -> list[dict[str, object]]:
    db.session.rollback()
    return [
        entry.facts for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.action == action))
    ]


def test_the_door_list_has_everybody_with_a_place_and_nobody_else(
    at_the_door: Inspector, today: Event
) -> None:
    registration(today, surname="Rossi", given_name="Anna", organisation="Aço", reference="ABCD2345")
    registration(today, surname="خان", given_name="ثنا")
    registration(today, "waiting", surname="Waits")
    said = words(taken(at_the_door, today, "door-list"))
    assert all(part in said for part in ("Rossi, Anna", "Aço", "ABCD2345", "خان"))
    assert "Waits" not in said
    assert rows("checkin.printed") == [{"paper": "door-list", "people": 2, "language": "en"}]


@pytest.mark.parametrize(("per_page", "pages"), [("8", 2), ("10", 1)])
def test_badges_are_eight_or_ten_on_a_page(
    at_the_door: Inspector, today: Event, per_page: str, pages: int
) -> None:
    for number in range(9):
        registration(
            today,
            given_name="Niccolò Maria Alessandro Giovanni " * 3,
            surname=f"Guest{number}",
            role="Director",
        )
    made = taken(at_the_door, today, "badges", per_page=per_page, codes="y")
    with pikepdf.open(BytesIO(made)) as file, file.open_metadata() as facts:
        assert (len(file.pages), facts["pdfuaid:part"]) == (pages, "1")
    assert all(f"Guest{number}" in words(made) for number in range(9))


@pytest.mark.parametrize(
    "name", ["Wolfeschlegelsteinhausenbergerdorff" * 3, "محمد عبداللہ " * 9, "W" * 120, "\u202eevil", ""]
)
def test_no_name_leaves_its_badge(at_the_door: Inspector, today: Event, name: str) -> None:
    """Ink of the left badge stays in the left half; the empty place beside it is white."""
    registration(today, given_name=name, surname="X", organisation="Y" * 200, role="Z" * 120)
    made = taken(at_the_door, today, "badges", codes="")
    page = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("L")
    assert len(pypdfium2.PdfDocument(made)) == 1
    beside = page.crop((page.width // 2 + 3, 3, page.width - 3, page.height // 4 - 3))
    below = page.crop((3, page.height // 4 + 3, page.width // 2 - 3, page.height // 2 - 3))
    assert (beside.getextrema(), below.getextrema()) == ((255, 255), (255, 255))


def test_certificates_of_everybody_who_was_there_are_one_file(
    at_the_door: Inspector, today: Event, by: User
) -> None:
    for number in range(3):
        was_there(today, by, surname=f"Guest{number}")
    registration(today, surname="Absent")
    made = taken(at_the_door, today, "certificates", language="it")
    said = words(made)
    assert [name in said for name in ("Guest0", "Guest2", "Absent")] == [True, True, False]
    assert len(pypdfium2.PdfDocument(made)) == 3


def test_a_large_set_is_handed_out_in_parts(
    at_the_door: Inspector, today: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(papers.MOST, "badges", 2)
    for number in range(3):
        registration(today, surname=f"Guest{number}")
    parts = [words(taken(at_the_door, today, "badges", part=part)) for part in ("1", "2")]
    assert [[f"Guest{n}" in part for n in range(3)] for part in parts] == [
        [True, True, False],
        [False, False, True],
    ]
    at_the_door.get(f"/events/{today.public_id}/check-in/papers")
    assert "Download file 2 of 2" in at_the_door.words


def test_nothing_is_printed_for_nobody_or_for_odd_wishes(at_the_door: Inspector, today: Event) -> None:
    url = f"/events/{today.public_id}/check-in/papers"
    at_the_door.get(url)
    at_the_door.follow(at_the_door.post(f"{url}/certificates", {"language": "en"}))
    assert "There is nobody to print for yet." in at_the_door.words
    registration(today)
    for odd in (
        {"language": "xx"},
        {"language": "en", "per_page": "9"},
        {"language": "en", "part": "9" * 30},
        {},
    ):
        at_the_door.follow(at_the_door.post(f"{url}/badges", odd))
        assert "Choose a language and a size from the list." in at_the_door.words
    assert rows("checkin.printed") == []


def test_papers_are_those_of_ones_own_events(client: Inspector, today: Event) -> None:
    signed_in(client, organised()[0])
    for path in ("papers", "paper"):
        assert client.send("GET", f"/events/{today.public_id}/check-in/{path}").status_code == 404
    client.post(f"/events/{today.public_id}/check-in/papers/badges", {"language": "en"}, status=404)
    client.post(f"/events/{today.public_id}/check-in/paper", {"key": uuid4().hex}, status=404)


def test_a_list_from_paper_is_entered_page_by_page(at_the_door: Inspector, today: Event, by: User) -> None:
    guests = [registration(today, surname=f"Guest{number:02}") for number in range(52)]
    early = was_there(today, by, surname="Aaa")
    url = f"/events/{today.public_id}/check-in/paper"
    at_the_door.get(url)
    fields = [(a["name"], a.get("value")) for a in at_the_door.page.all("input") if a.get("name")]
    shown = [value for name, value in fields if name == "shown"]
    assert (len(shown), [value for name, value in fields if name == "was"]) == (50, [early.public_id])
    one = dict(fields) | {
        "shown": shown,
        "was": [early.public_id],
        "there": [guests[0].public_id, early.public_id],
    }
    for _ in range(2):  # the button pressed twice
        answer = at_the_door.post(url, one)
    assert answer.headers["Location"].endswith("page=2")
    assert set(queries.days_of([one.id for one in guests]).keys()) == {guests[0].id}
    assert [(facts["came"], facts["undone"]) for facts in rows("checkin.paper")] == [(1, 0)]
    assert sorted(scan.way for scan in db.session.scalars(select(Scan))) == ["paper", "qr"]


def test_a_session_from_paper(at_the_door: Inspector, today: Event) -> None:
    talk, guest = item(today, check_in=True), registration(today)
    day = queries.count(today, local(today, today.starts_at).date()).day
    url = f"/events/{today.public_id}/check-in/paper?session={talk.public_id}"
    at_the_door.get(url)
    chosen = {
        a["name"]: a.get("value") for a in at_the_door.page.all("input") if a.get("name") in ("key", "day")
    }
    data = chosen | {"session": talk.public_id, "shown": [guest.public_id], "there": [guest.public_id]}
    at_the_door.post(f"/events/{today.public_id}/check-in/paper", data)
    assert {row.item_id for row in queries.check_ins_of([guest.id])[guest.id]} == {None, talk.id}
    assert day


@pytest.mark.parametrize("odd", ["", "\x00", "a" * 31, "é" * 32, "1" * 400])
def test_odd_pages_are_refused(at_the_door: Inspector, today: Event, odd: str) -> None:
    url = f"/events/{today.public_id}/check-in/paper"
    data = {"key": odd, "day": odd, "session": odd, "shown": [odd], "there": [odd], "page": odd, "next": odd}
    at_the_door.get(url)
    at_the_door.follow(at_the_door.post(url, data))
    assert "We could not read this page." in at_the_door.words
    at_the_door.post(url, data | {"key": uuid4().hex})


def test_papers_ask_as_often_for_three_as_for_one(at_the_door: Inspector, today: Event, by: User) -> None:
    url = f"/events/{today.public_id}/check-in/papers"

    def asked_for(kind: str) -> int:
        at_the_door.get(url)
        return asked(lambda: at_the_door.post(f"{url}/{kind}", {"language": "en"}, status=200))

    was_there(today, by)
    one = [asked_for(kind) for kind in papers.KINDS]
    was_there(today, by)
    was_there(today, by)
    assert [asked_for(kind) for kind in papers.KINDS] == one
