"""Fault F10: files made to do harm are refused in words, quickly, and nothing of them is taken in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pin_app.errors import PinError
from pin_app.spreadsheets import parts, reading, sheets
from pin_app.spreadsheets.reading import opened
from tests.exchange.tables import FIRST_ROW, book
from tests.spreadsheets import hostile
from tests.spreadsheets.hostile import HOSTILE

# A process of its own that may use little; the limits are those of the check, generous on purpose in time.
READER = """
import pathlib, resource, sys
from pin_app.errors import PinError
from pin_app.spreadsheets import words
from pin_app.spreadsheets.reading import opened
from flask import Flask
from flask_babel import Babel
app = Flask("x"); Babel(app)
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_DATA, (300 << 20, 300 << 20))
with app.app_context():
    try:
        opened(pathlib.Path(sys.argv[1]).read_bytes()).whole()
    except PinError as refusal:
        print(refusal.code, "=", refusal)
"""


def refused(content: bytes) -> str:
    with pytest.raises(PinError) as refusal:
        opened(content).whole()
    return refusal.value.code


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_refused(name: str) -> None:
    make, code = HOSTILE[name]
    assert refused(make()) == code


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a cell at XFD1048576", "reaches to cell XFD1048576"),
        ("a zip bomb", "would unpack to more than 50 MB"),
        ("an entity bomb in the strings", "declares a document type"),
        ("three million strings", "would unpack to more than 50 MB"),
        ("a tag of three megabytes", "neither a CSV nor an XLSX file"),
        ("a million columns in a CSV", "more than 200 columns"),
    ],
)
def test_in_little_memory_and_time_and_in_words(name: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile"
    file.write_bytes(HOSTILE[name][0]())
    told = subprocess.run(
        [sys.executable, "-c", READER, file], capture_output=True, text=True, check=True
    ).stdout
    assert told.startswith(f"{HOSTILE[name][1]} = ")
    assert words in told


@pytest.mark.parametrize(
    ("module", "limit", "name"),
    [
        (parts, "MOST_UNPACKED_MB", "a zip bomb"),
        (parts, "MOST_DEPTH", "elements a million deep"),
        (parts, "MOST_TOKEN", "a tag of three megabytes"),
        (sheets, "MOST_TEXT", "one string twenty thousand times"),
        (reading, "MOST_ROWS", "a hundred thousand rows in a CSV"),
        (reading, "MOST_COLUMNS", "a million columns in a CSV"),
        (reading, "MOST_MB", "eleven megabytes"),
    ],
)
def test_without_its_limit_the_file_gets_further(
    module: object, limit: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, code = HOSTILE[name]
    monkeypatch.setattr(module, limit, 10**9)
    try:
        opened(make()).whole()
    except PinError as refusal:
        assert refusal.code != code


def test_without_the_guard_an_entity_would_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_refuse_doctype", lambda *declared: None)
    harmless = book(f'{FIRST_ROW}<row><c t="str"><v>&a;</v></c></row>', before=hostile.DOCTYPE)
    assert opened(harmless).whole()[1:] == [["ha"]]


def test_a_workbook_of_the_allowed_size_is_read() -> None:
    cells = "<row>" + '<c t="str"><v>x</v></c>' * 30 + "</row>"
    assert len(opened(book(FIRST_ROW + cells * 3_000)).whole()) == 3_001
