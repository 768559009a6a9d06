"""`pin events attendees` as an operator meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import select

from pin_app.attendees.cli import events
from pin_app.attendees.models import AttendeeExport
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event
from tests.attendees.lists import asked, column, csv_grid, sheet_grid
from tests.factories.events import event, registration


def pin(app: Flask, *arguments: str | Path) -> Result:
    """Run the command in the application of the test, which lets go of the store meanwhile."""
    db.session.rollback()
    found = CliRunner().invoke(events, ["attendees", *map(str, arguments)], obj=app)
    db.session.rollback()
    return found


@pytest.fixture
def seminar(app: Flask) -> Event:
    made = event()
    asked(made)
    registration(made, surname="Akhtar", phone="+923001234567")
    registration(made, surname="Però", state="waiting")
    registration(made, surname="Gone", state="cancelled")
    return made


def exports() -> list[AttendeeExport]:
    return list(db.session.scalars(select(AttendeeExport).order_by(AttendeeExport.id)))


@pytest.mark.parametrize(("form", "name"), [("xlsx", "l.xlsx"), ("csv-excel", "l.csv"), ("csv", "l.csv")])
def test_a_list_is_written_and_noted(
    app: Flask, seminar: Event, tmp_path: Path, form: str, name: str
) -> None:
    file = tmp_path / name
    done = pin(app, seminar.public_id, "--preset", "organiser", "--format", form, "--out", file)
    assert (done.exit_code, done.stdout) == (0, f"2 people written to {file}.\n")
    grid = sheet_grid(file.read_bytes()) if form == "xlsx" else csv_grid(file.read_bytes())
    assert column(grid, "Surname") == ["Akhtar", "Però"]
    assert column(grid, "Phone")[0].replace(" ", "") == "+923001234567"
    (kept,) = exports()
    assert (kept.way, kept.by_id, kept.preset, kept.form, kept.rows) == (
        "command",
        None,
        "organiser",
        form,
        2,
    )
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "attendees.exported")).all()
    assert [entry.facts["rows"] for entry in entries] == [2]


def test_the_file_is_for_its_owner_alone(app: Flask, seminar: Event, tmp_path: Path) -> None:
    pin(app, seminar.public_id, "--out", tmp_path / "l.xlsx")
    assert (tmp_path / "l.xlsx").stat().st_mode & 0o777 == 0o600


def test_a_signature_sheet_is_paper(app: Flask, seminar: Event, tmp_path: Path) -> None:
    file = tmp_path / "s.pdf"
    done = pin(app, seminar.public_id, "--preset", "signature", "--format", "pdf", "--out", file)
    assert (done.exit_code, done.stdout) == (0, f"1 people written to {file}.\n")
    assert file.read_bytes().startswith(b"%PDF")


def test_headings_are_in_the_language_asked_for(app: Flask, seminar: Event, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    pin(app, seminar.public_id, "--format", "csv-excel", "--language", "it", "--out", file)
    assert column(csv_grid(file.read_bytes(), ";"), "Which colours?: Rosso") == ["", ""]


def test_without_a_purpose_the_log_says_in_the_language_of_the_list_how_it_went(
    app: Flask, seminar: Event, tmp_path: Path
) -> None:
    said = []
    for language in ("en", "it"):
        pin(app, seminar.public_id, "--out", tmp_path / "l.xlsx", "--language", language)
        with force_locale(language):
            said.append(str(gettext("Taken away by the command pin events attendees")))
    assert [one.purpose for one in exports()] == said


def test_columns_can_be_chosen_and_a_purpose_given(app: Flask, seminar: Event, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    pin(app, seminar.public_id, "--format", "csv", "--out", file, "--column", "surname", "--purpose", "Post")
    assert csv_grid(file.read_bytes()) == [["Surname"], ["Akhtar"], ["Però"]]
    assert [one.purpose for one in exports()] == ["Post"]


@pytest.mark.parametrize(("preset", "begins"), [("signature", b"%PDF-"), ("door", b"PK")])
def test_without_a_format_it_is_the_usual_one_of_the_list(
    app: Flask, seminar: Event, tmp_path: Path, preset: str, begins: bytes
) -> None:
    file = tmp_path / "list"
    assert pin(app, seminar.public_id, "--preset", preset, "--out", file).exit_code == 0
    assert file.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--preset", "signature", "--format", "xlsx"], "This kind of list is not made as such a file."),
        (["--format", "pdf"], "This kind of list is not made as such a file."),
        (["--preset", "partner", "--column", "note"], "This kind of list cannot have these columns: note."),
        (["--purpose", " "], "Write what the list is for."),
        (["--out", "/nowhere/l.xlsx"], "/nowhere/l.xlsx: No such file or directory."),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_leaves_nothing(
    app: Flask, seminar: Event, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    done = pin(app, seminar.public_id, "--out", tmp_path / "l.xlsx", *arguments)
    assert (done.exit_code, done.stderr) == (1, f"pin: {reason}\n")
    assert (list(tmp_path.iterdir()), exports()) == ([], [])


@pytest.mark.parametrize("wrong", [["--preset", "friends"], ["--format", "doc"], ["--language", "fr"]])
def test_wrong_usage_ends_with_two(app: Flask, seminar: Event, tmp_path: Path, wrong: list[str]) -> None:
    assert pin(app, seminar.public_id, "--out", tmp_path / "l", *wrong).exit_code == 2
    assert pin(app, seminar.public_id).exit_code == 2


def test_an_event_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    done = pin(app, "nowhere", "--out", tmp_path / "l.xlsx")
    assert (done.exit_code, done.stderr) == (
        1,
        "pin: There is no event “nowhere”. Its name is the last part of its address.\n",
    )
