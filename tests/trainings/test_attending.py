"""The grid of attendance, its workbook, and ticks from paper."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.checkin.models import CheckIn, Scan
from pin_app.db import db, now
from pin_app.events.models import Event, EventOrganiser
from pin_app.trainings import queries, showing
from pin_app.trainings.leafing import leaf
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import check_in, date_of, run
from tests.inspector import Inspector
from tests.store import asked


def scene(client: Inspector, people: int = 2) -> tuple[TrainingSeries, Event]:
    """A series with a past date at which the first of some people was there, and one to come."""
    by, made = run(dates=1)
    past = date_of(made, by, weeks=-8)
    for number in range(people):
        one = registration(past, surname=f"Khan{number:03}", given_name="Aisha", organisation="FILCA")
        if number == 0:
            check_in(one)
    signed_in(client, by)
    return made, past


def at(made: TrainingSeries) -> str:
    return f"/trainings/{made.public_id}/attendance"


def key(made: TrainingSeries) -> str:
    return queries.counted_sessions(made)[0].key


def there() -> list[str]:
    db.session.rollback()
    return sorted(one.registration.surname for one in db.session.query(CheckIn))


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_grid_shows_each_person_at_each_session(client: Inspector, language: str) -> None:
    made, _ = scene(client)
    client.get(f"{at(made)}?lang={language}")
    if language == "en":
        assert "Khan000 Aisha FILCA present not registered 1 of 2" in client.words
        assert "Khan001 Aisha FILCA absent not registered 0 of 2" in client.words
        assert "Present in all 1 0" in client.words


def test_the_workbook_holds_what_the_page_shows(client: Inspector) -> None:
    made, past = scene(client)
    registration(past, surname="=1+1", given_name="Bilal", email="b@example.org")
    client.get(f"{at(made)}?lang=en")
    answer = client.post(
        f"/trainings/{made.public_id}/export?lang=en", {"purpose": "Report to the trainers"}, status=200
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["Surname", "Given name", "Organisation", "E-mail"]
    assert [(row[0], row[4:]) for row in rows[1:]] == [
        ("=1+1", ["absent", "not registered", "0", "2"]),
        ("Khan000", ["present", "not registered", "1", "2"]),
        ("Khan001", ["absent", "not registered", "0", "2"]),
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    entry = db.session.query(AuditEntry).filter_by(action="training.attendance_exported").one()
    assert entry.facts == {"rows": 3, "purpose": "Report to the trainers"}


def test_nothing_is_taken_away_without_a_purpose(client: Inspector) -> None:
    made, _ = scene(client)
    client.get(at(made))
    for purpose in ("", " ", "\u200b", "x" * 201):
        client.post(f"/trainings/{made.public_id}/export?lang=en", {"purpose": purpose}, status=422)
    assert db.session.query(AuditEntry).filter_by(action="training.attendance_exported").count() == 0


def test_who_may_not_export_one_date_exports_none(client: Inspector) -> None:
    made, past = scene(client)
    db.session.query(EventOrganiser).filter_by(event_id=past.id).one().may_export = False
    client.get(f"{at(made)}?lang=en")
    assert "Download XLSX" not in client.words
    client.post(f"/trainings/{made.public_id}/export", {"purpose": "Report"}, status=404)


def test_ticks_from_paper_are_check_ins(client: Inspector) -> None:
    made, _ = scene(client, people=3)
    rows = {one.surname: one for one in queries.expected_at(queries.counted_sessions(made)[0].event)}
    address = f"{at(made)}/{key(made)}"
    client.get(address)
    shown = [a.get("value") for a in client.page.all("input") if a.get("name") == "was_there"]
    assert shown == [rows["Khan000"].public_id]
    typed = {"key": "0123456789abcdef", "was_there": shown, "there": [rows["Khan002"].public_id]}
    for _ in range(2):
        client.post(address, typed)
    assert there() == ["Khan002"]
    assert [scan.way for scan in db.session.query(Scan)] == ["paper"] * 2


def test_a_tick_of_somebody_else_changes_nothing(client: Inspector) -> None:
    made, _ = scene(client)
    _, other = run(dates=1)
    stranger = registration(queries.dates_of([other])[other.id][0])
    client.get(f"{at(made)}/{key(made)}")
    client.post(f"{at(made)}/{key(made)}", {"there": [stranger.public_id, "\x00", "9" * 30]})
    assert there() == ["Khan000"]


def test_a_session_that_is_not_there_is_no_page(client: Inspector) -> None:
    made, _ = scene(client)
    for odd in ("x", "-1", "2026-01-01", "é", "9" * 300):
        client.get(f"{at(made)}/{odd}", status=404)
        client.post(f"{at(made)}/{odd}", status=404)


def test_others_see_no_attendance(client: Inspector) -> None:
    made, _ = scene(client)
    for role, status in (("organiser", 404), ("member", 403), ("staff", 200)):
        signed_in(client, person(role=role))
        client.get(at(made), status=status)
        client.get(f"{at(made)}/{key(made)}", status=status)
    client.get("/help")
    signed_in(client, person(role="organiser"))
    client.post(f"/trainings/{made.public_id}/export", {"purpose": "Report"}, status=404)
    client.post(f"{at(made)}/{key(made)}", status=404)


def test_the_grid_is_paged_and_asks_as_often_for_many(client: Inspector) -> None:
    made, past = scene(client, people=1)
    once = asked(lambda: client.get(at(made)))
    for number in range(60):
        registration(past, surname=f"Zaman{number:03}")
    assert asked(lambda: client.get(at(made))) == once
    assert client.words.count("Zaman") == 49
    client.get(f"{at(made)}?page=2&lang=en")
    assert client.words.count("Zaman") == 11
    client.get(f"{at(made)}?page=99999")
    assert client.words.count("Zaman") == 11


def test_the_end_of_a_list_is_its_last_page() -> None:
    assert (leaf([], 3, 50).page, leaf([], 3, 50).pages) == (1, 1)
    assert list(leaf(range(101), 3, 50).items) == [100]
    assert leaf(range(100), 9, 50).page == 2


def test_the_table_has_a_column_for_each_session(app: Flask) -> None:
    _, made = run(dates=2)
    registration(queries.dates_of([made])[made.id][0])
    head, row = showing.table(made, now())
    assert len(head) == len(row) == 8
