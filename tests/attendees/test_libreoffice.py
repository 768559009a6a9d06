"""What LibreOffice makes of the files, with Italian and with English settings; skipped where missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from pin_app.exports import original
from tests.attendees.lists import column, csv_grid, taken
from tests.attendees.test_hostile import KEPT_AS_TYPED, STORED, shown
from tests.factories import events

OFFICE = shutil.which("soffice") or ""
OUT = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # cells as they are shown
)
# Separator, quotation mark, UTF-8, first line, language; quoted cells are no text, numbers are not sought.
SETTINGS = {"it": "CSV:59,34,76,1,,1040,false,false", "en": "CSV:44,34,76,1,,1033,false,false"}
TYPED = [
    *(typed for typed in STORED if not set(typed) & set("\r\n")),
    *(typed for typed in KEPT_AS_TYPED if "\n" not in typed),
    *("=cmd|' /C calc'!A0", "(5)", "€ 5", "1 1/2", "2026-11-22", "TRUE", "5%", "mar-26", "1 gen", "9 pm"),
]

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


def converted(folder: Path, file: Path, settings: str = "") -> list[list[str]]:
    """What LibreOffice shows in the cells of a file."""
    out = folder / "out"
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", OUT, "--outdir", str(out)] + ([f"--infilter={settings}"] if settings else [])
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=200)
    return csv_grid(next(out.iterdir()).read_bytes())


def guests(folder: Path, form: str) -> Path:
    """A list whose organisations are what was typed."""
    event = events.event()
    for number, typed in enumerate(TYPED):
        events.registration(event, organisation=typed, phone=f"+39333123{number:04}", name_key=f"{number:04}")
    file = folder / f"list.{'xlsx' if form == 'xlsx' else 'csv'}"
    file.write_bytes(taken(event, form=form)[1])
    return file


def test_the_workbook_shows_everything_as_it_was_typed(app: Flask, tmp_path: Path) -> None:
    grid = converted(tmp_path, guests(tmp_path, "xlsx"))
    assert column(grid, "Organisation") == [shown(typed) for typed in TYPED]
    assert column(grid, "Phone") == [f"+39333123{number:04}" for number in range(len(TYPED))]


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_csv_for_excel_shows_everything_as_it_was_typed(
    app: Flask, tmp_path: Path, language: str
) -> None:
    with force_locale(language):
        file = guests(tmp_path, "csv-excel")
    grid = converted(tmp_path, file, SETTINGS[language])
    organisations, phones = (3, 10)
    assert [original(row[organisations]) for row in grid[1:]] == [shown(typed) for typed in TYPED]
    assert [row[phones] for row in grid[1:]] == [f"+39 333 123 {number:04}" for number in range(len(TYPED))]
