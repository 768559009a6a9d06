"""The pages of tables in and out, as staff meet them."""

from __future__ import annotations

import csv
import io
import os
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from pin_app import jobs
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.exchange.columns import COLUMNS
from pin_app.exchange.routes import incoming
from pin_app.exchange.services import keeping
from pin_app.profiles.models import Profile
from tests.exchange.tables import csv_of, row, xlsx_of
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.spreadsheets.hostile import HOSTILE


@pytest.fixture
def staff(client: Inspector) -> Inspector:
    return signed_in(client, person(role="staff"))


def send(staff: Inspector, content: bytes, status: int = 302, name: str = "table.csv") -> TestResponse:
    staff.get("/exchange")
    return staff.post("/exchange", {"table": (io.BytesIO(content), name)}, status)


def checked(staff: Inspector, content: bytes) -> str:
    """Upload, open the report, and return its address."""
    address = send(staff, content).headers["Location"]
    staff.get(address)
    return str(address)


def count() -> int:
    return db.session.execute(select(func.count()).select_from(Profile)).scalar_one()


def actions() -> list[Any]:
    """What the trail says of this room."""
    ours = select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.facts).order_by(AuditEntry.id)
    return list(db.session.execute(ours.where(AuditEntry.action.startswith("profiles."))))


def test_the_page_is_for_staff_only(client: Inspector) -> None:
    assert client.send("GET", "/exchange").status_code == 302
    for role in ("member", "organiser"):
        signed_in(client, person(role=role)).get("/exchange", 403)
        assert client.send("GET", "/exchange/profiles/csv").status_code == 403


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_page_explains_every_column(staff: Inspector, language: str) -> None:
    staff.get(f"/exchange?lang={language}")
    assert [name for name in COLUMNS if name not in staff.words] == []


def test_a_table_is_checked_then_taken_in(staff: Inspector, app: Flask) -> None:
    address = checked(staff, csv_of(row(name="Caffè Uno"), row(2), encoding="cp1252", separator=";"))
    assert count() == 0
    for told in ("Every row can be taken in", "Latin-1 (Windows-1252)", "Caffè Uno", "Take in these 2 rows"):
        assert told in staff.words
    waiting = jobs.waiting(app)
    staff.follow(staff.post(f"{address}/take-in"))
    assert (count(), jobs.waiting(app) - waiting) == (2, 1)
    assert "All rows are stored" in staff.words
    assert [action for action, _, _ in actions()] == ["profiles.imported"]


def test_the_button_sent_twice_takes_in_once(staff: Inspector) -> None:
    address = checked(staff, csv_of(row()))
    for _ in range(2):
        staff.follow(staff.post(f"{address}/take-in"))
    assert (count(), len(actions())) == (1, 1)


def test_a_refused_row_leaves_no_button(staff: Inspector) -> None:
    address = checked(staff, csv_of(row(), row(2, kind="martian")))
    assert "Some rows are refused" in staff.words
    assert "kind : Choose one of the six kinds." in staff.words
    assert "Take in" not in staff.words
    staff.follow(staff.post(f"{address}/take-in"))
    assert count() == 0


def test_what_is_here_already_needs_no_taking_in(staff: Inspector) -> None:
    staff.post(f"{checked(staff, csv_of(row()))}/take-in")
    checked(staff, csv_of(row()))
    assert "There is nothing to take in" in staff.words
    assert "Take in this row" not in staff.words


def test_what_changed_in_between_is_looked_at_again(staff: Inspector) -> None:
    address = checked(staff, csv_of(row(), row(2)))
    db.session.add(
        Profile(external_id="x1", kind="italian_firm", name="Concia 1", country="IT", state="published")
    )
    db.session.commit()
    staff.follow(staff.post(f"{address}/take-in"))
    assert (count(), "As before: 1" in staff.words, "New: 1" in staff.words) == (2, True, True)


def test_an_upload_belongs_to_one_person(staff: Inspector, app: Flask) -> None:
    address = checked(staff, csv_of(row()))
    other = signed_in(Inspector(app), person(role="administrator"))
    other.get(address, 404)
    other.get(f"{address}/report.csv", 404)
    other.post(f"{address}/take-in", status=404)
    other.post(f"{address}/throw-away", status=404)
    assert (count(), staff.get(address).status_code) == (0, 200)


@pytest.mark.parametrize("token", ["x" * 43, "..%2f" * 9, "a" * 42 + "%00", "a" * 44, "%ff" * 43])
def test_an_unknown_upload_is_not_found(staff: Inspector, token: str) -> None:
    assert staff.send("GET", f"/exchange/uploads/{token}").status_code == 404


def test_an_upload_lives_for_an_hour(staff: Inspector, app: Flask) -> None:
    address = checked(staff, csv_of(row()))
    folder = app.extensions["pin.settings"].data_dir / "uploads"
    kept = [path for path in folder.iterdir() if path.stem in address]
    assert sorted(path.suffix for path in kept) == [".json", ".table"]
    assert {oct(path.stat().st_mode & 0o777) for path in kept} == {"0o600"}
    for path in kept:
        os.utime(path, (0, path.stat().st_mtime - 3601))
    keeping.sweep()
    staff.get(address, 404)
    assert [path for path in kept if path.exists()] == []


def test_an_upload_can_be_deleted_at_once(staff: Inspector) -> None:
    address = checked(staff, csv_of(row()))
    staff.follow(staff.post(f"{address}/throw-away"))
    assert "The upload is deleted" in staff.words
    staff.get(address, 404)


def test_what_was_taken_in_is_kept_no_longer(staff: Inspector, app: Flask) -> None:
    address = checked(staff, csv_of(row()))
    staff.post(f"{address}/take-in")
    folder = app.extensions["pin.settings"].data_dir / "uploads"
    assert [path.suffix for path in folder.iterdir() if path.stem in address] == [".json"]


@pytest.mark.parametrize(
    "name", ["a cell at XFD1048576", "an entity bomb in the book", "a picture", "nothing"]
)
def test_a_hostile_file_is_refused_beside_its_field(staff: Inspector, name: str) -> None:
    send(staff, HOSTILE[name][0](), 422, "harmless.xlsx")
    assert (
        staff.page.all("input")[-1].get("aria-invalid") == "true"
        or "Please look at this again" in staff.words
    )
    assert count() == 0


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a" * 300 + ".csv", "x\u202e.csv", 'a";b.csv', "نام.csv"]
)
def test_the_name_of_a_file_means_nothing(staff: Inspector, name: str) -> None:
    send(staff, csv_of(row()), name=name)


def test_no_file_is_said_in_words(staff: Inspector) -> None:
    staff.get("/exchange")
    staff.post("/exchange", {}, 422)
    assert "Choose a file first." in staff.words


def test_more_than_twelve_megabytes_are_refused_before_they_are_read(staff: Inspector) -> None:
    answer = staff.send(
        "POST", "/exchange", data=b"a" * (13 << 20), content_type="multipart/form-data; boundary=x"
    )
    assert (answer.status_code, "Send a smaller file" in answer.get_data(as_text=True)) == (413, True)


def test_a_table_too_large_for_a_page_is_sent_to_the_command(
    staff: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_ROWS", 2)
    send(staff, csv_of(row(), row(2), row(3)), 422)
    assert "the command pin profiles import takes more" in staff.words


def test_a_long_report_is_paged(staff: Inspector) -> None:
    address = checked(staff, csv_of(*(row(number) for number in range(120))))
    assert "Page 1 of 3" in staff.words
    staff.get(f"{address}?page=3")
    assert "Concia 119" in staff.words
    for odd in ("9" * 30, "-1", "x", ""):
        staff.get(f"{address}?page={odd}")


def test_rows_with_remarks_come_first(staff: Inspector) -> None:
    address = checked(staff, csv_of(row(name="Uno"), row(2, name="Due", home_district="Nowhere")))
    assert ("Uno" in staff.words, "We do not know this district" in staff.words) == (False, True)
    staff.get(f"{address}?rows=all")
    assert "Uno" in staff.words


def test_the_whole_report_can_be_taken_away(staff: Inspector) -> None:
    address = checked(staff, csv_of(row(), row(2, kind="martian")))
    text = staff.get(f"{address}/report.csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [line[0] for line in rows] == ["row", "2", "3"]


@pytest.mark.parametrize("kind", ["xlsx", "csv-excel", "csv"])
def test_an_export_is_a_file_and_is_noted(staff: Inspector, kind: str) -> None:
    staff.post(f"{checked(staff, csv_of(row(), row(2)))}/take-in")
    answer = staff.get(f"/exchange/profiles/{kind}")
    ending = kind.partition("-")[0]
    assert re.fullmatch(
        rf"attachment; filename=pin-profiles-[\d-]+\.{ending}", answer.headers["Content-Disposition"]
    )
    who, facts = actions()[-1][1:]
    assert (who is not None, facts) == (True, {"kind": kind, "rows": 2})
    if kind == "xlsx":
        assert load_workbook(io.BytesIO(answer.data)).active.max_row == 3


@pytest.mark.parametrize("kind", ["xlsx", "csv-excel", "csv"])
def test_a_file_goes_out_when_the_request_has_ended(staff: Inspector, kind: str) -> None:
    """As under a server: no context stands around the request, whose session ends before the file."""
    profile(offers=["Steel"])
    db.session.remove()
    with ThreadPoolExecutor(1) as alone:
        answer = alone.submit(lambda: staff.raw.get(f"/exchange/profiles/{kind}").get_data()).result()
    assert len(answer) > 200


def test_a_template_is_checked_as_an_empty_table(staff: Inspector) -> None:
    for kind in ("xlsx", "csv-excel", "csv"):
        checked(staff, staff.get(f"/exchange/template/{kind}").data)
        assert "There is nothing to take in" in staff.words


@pytest.mark.parametrize("path", ["template/ods", "profiles/pdf", "profiles/..%2fxlsx", "template/"])
def test_an_unknown_kind_is_not_found(staff: Inspector, path: str) -> None:
    assert staff.send("GET", f"/exchange/{path}").status_code == 404


def test_exports_without_end_are_turned_away(staff: Inspector) -> None:
    answers = [staff.send("GET", "/exchange/profiles/csv").status_code for _ in range(32)]
    assert (answers[:30], answers[31]) == ([200] * 30, 429)


def test_a_workbook_is_taken_in_too(staff: Inspector) -> None:
    staff.post(f"{checked(staff, xlsx_of(row(city='Forlì')))}/take-in")
    assert db.session.execute(select(Profile.city)).scalar_one() == "Forlì"
