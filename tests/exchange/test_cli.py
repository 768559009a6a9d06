"""`pin profiles import` and `pin profiles export` as an operator meets them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select

from pin_app import jobs
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.exchange.cli import profiles
from pin_app.profiles.models import Profile
from tests.exchange.tables import csv_of, row
from tests.spreadsheets.hostile import HOSTILE


def pin(app: Flask, *arguments: str | Path) -> Result:
    """Run the command in the application of the test."""
    found = CliRunner().invoke(profiles, [str(argument) for argument in arguments], obj=app)
    db.session.rollback()
    return found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_bytes(csv_of(row(name="Caffè Uno"), row(2, city="Brescia"), separator=";", encoding="cp1252"))
    return file


def count() -> int:
    return db.session.execute(select(func.count()).select_from(Profile)).scalar_one()


def test_an_import_says_how_it_read_and_what_it_did(app: Flask, table: Path) -> None:
    done = pin(app, "import", table)
    assert (done.exit_code, count()) == (0, 2)
    assert done.stdout.splitlines() == [
        "Read as CSV, encoding Latin-1 (Windows-1252), separator ';': 2 rows. For example: Caffè Uno",
        "2 rows: 2 created, 0 updated, 0 unchanged, 0 refused, 0 to look at.",
        "Of the new, 2 are matched and 0 are in the directory.",
        "Regions filled in from the city: 1.",
    ]
    assert "rows: 2 of 2" in done.stderr


def test_an_import_asks_for_matches_where_it_changes_something(app: Flask, table: Path) -> None:
    waiting = jobs.waiting(app)
    pin(app, "import", table)
    assert jobs.waiting(app) - waiting == 1
    pin(app, "import", table)
    assert jobs.waiting(app) - waiting == 1


def test_a_dry_run_stores_nothing_and_says_would(app: Flask, table: Path) -> None:
    done = pin(app, "import", table, "--dry-run")
    assert (done.exit_code, count()) == (0, 0)
    assert "2 would be created" in done.stdout


def test_the_report_names_every_row(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(csv_of(row(), row(2, kind="martian", phone="923001234567")))
    done = pin(app, "import", file, "--report", tmp_path / "report.csv")
    assert (done.exit_code, count()) == (1, 0)
    assert "pin: Nothing was stored. Rows refused: 1." in done.stderr
    text = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    told = [line[:6] for line in csv.reader(text.splitlines(), delimiter=";")]
    assert told == [
        ["row", "external_id", "name", "outcome", "column", "kind"],
        ["2", "x1", "Concia 1", "created", "", ""],
        ["3", "x2", "Concia 2", "refused", "kind", "fault"],
        ["3", "x2", "Concia 2", "refused", "phone", "doubt"],
    ]


@pytest.mark.parametrize("name", ["a cell at XFD1048576", "a picture", "nothing", "NUL in a CSV"])
def test_what_cannot_be_read_is_refused_in_words_on_standard_error(
    app: Flask, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(HOSTILE[name][0]())
    done = pin(app, "import", file)
    assert (done.exit_code, count(), done.stdout) == (1, 0, "")
    assert done.stderr.startswith("pin: The ") or done.stderr.startswith("pin: This is neither")


@pytest.mark.parametrize(
    "arguments",
    [["import"], ["import", "/nowhere/at/all.csv"], ["export", "out.pdf"], ["import", ".", "--quick"]],
)
def test_wrong_usage_ends_with_two(app: Flask, arguments: list[str]) -> None:
    assert pin(app, *arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["out.xlsx"], ["out.csv"], ["out.csv", "--for", "machines"]])
def test_what_is_exported_is_imported_unchanged(
    app: Flask, table: Path, tmp_path: Path, arguments: list[str]
) -> None:
    pin(app, "import", table)
    out, *options = [tmp_path / arguments[0], *arguments[1:]]
    assert pin(app, "export", out, *options).stdout == f"2 profiles written to {out}.\n"
    assert "0 created, 0 updated, 2 unchanged" in pin(app, "import", out).stdout


def test_an_export_is_noted_in_the_trail(app: Flask, table: Path, tmp_path: Path) -> None:
    pin(app, "import", table)
    pin(app, "export", tmp_path / "out.xlsx")
    last = db.session.execute(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).scalar_one()
    assert (last.action, last.facts) == ("profiles.exported", {"kind": "xlsx", "rows": 2})
    assert load_workbook(tmp_path / "out.xlsx").active.max_row == 3


def test_a_place_that_cannot_be_written_to_is_refused_in_words(app: Flask, tmp_path: Path) -> None:
    done = pin(app, "export", tmp_path / "missing" / "out.csv")
    assert (done.exit_code, "No such file or directory" in done.stderr) == (1, True)


def test_help_is_everywhere(app: Flask) -> None:
    for arguments in (["--help"], ["import", "--help"], ["export", "--help"]):
        assert pin(app, *arguments).exit_code == 0
