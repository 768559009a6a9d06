"""Check 18: nothing that people or organisers write calculates in the list, and all stays as it was typed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from flask import Flask
from flask_babel import force_locale

from pin_app.attendees.naming import name_of
from pin_app.attendees.services import Order
from pin_app.attendees.wanted import Wanted
from pin_app.events.models import Event
from pin_app.exports import neutral, original
from tests.attendees.lists import Grid, column, csv_grid, sheet_grid, taken
from tests.factories import events
from tests.trust.test_18_spreadsheets import PAYLOADS, calculating, sheet_xml

RICH = "<r><t>x</t></r><f>1+1</f><r></r>"
KEPT_AS_TYPED = (
    "007", "00123", "390301234567", "2E5", "1/2", "13.20", "9:30", "Società però", "محمد علی", "یُونُس", "3M",
    "24/7", "O'Brien", "'quoted'", "a;b,c\td", "two\nlines", "https://example.org", "a@example.org",
)  # fmt: skip
STORED = tuple(p for p in (*PAYLOADS, RICH) if "\0" not in p)


@pytest.fixture
def hostile(app: Flask) -> Event:
    """An event whose people, answers and questions are all meant to do harm."""
    event = events.event()
    questions = [events.question(event, label=payload) for payload in STORED]
    for payload in (*STORED, *KEPT_AS_TYPED):
        answers = {question.public_id: payload for question in questions[:3]}
        events.registration(
            event, surname=payload, given_name=payload, organisation=payload, role=payload, city=payload,
            email=f"{len(payload)}{abs(hash(payload))}@example.org", typed_email="=1+1@example.org",
            note=payload, answers=answers, phone="+393331234567",
        )  # fmt: skip
    return event


def shown(typed: str) -> str:
    """What a sheet can hold of a text."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", typed)


def body(grid: Grid) -> list[str]:
    return sorted(column(grid, "Organisation"))


def test_every_cell_of_the_workbook_is_text_and_as_it_was_typed(hostile: Event) -> None:
    content = taken(hostile, form="xlsx")[1]
    xml = sheet_xml(content)
    assert re.search(r"<f[\s>/]", xml) is None
    assert "hyperlink" not in xml
    assert set(re.findall(r'<c [^>]*?t="(\w+)"', xml)) == {"inlineStr"}
    assert len(re.findall("<c ", xml)) == xml.count('t="inlineStr"')
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    assert [name for name in names if "rels" in name and "sheet" in name] == []
    read = [re.sub("_x000D_|\r", "\n", cell).replace("_x005F_", "_") for cell in body(sheet_grid(content))]
    assert sorted(read) == sorted(shown(p).replace("\r", "\n") for p in (*STORED, *KEPT_AS_TYPED))


@pytest.mark.parametrize(("language", "separator"), [("it", ";"), ("en", ","), ("ur", ",")])
def test_nothing_in_the_csv_for_excel_calculates(hostile: Event, language: str, separator: str) -> None:
    with force_locale(language):
        content = taken(hostile, form="csv-excel")[1]
    assert content.startswith(b"\xef\xbb\xbf")
    grid = csv_grid(content, separator)
    assert {len(row) for row in grid} == {len(grid[0])}
    assert (len(grid), calculating(grid)) == (len(STORED) + len(KEPT_AS_TYPED) + 1, [])


def test_the_csv_for_excel_only_adds_apostrophes_and_spaces_in_phones(hostile: Event) -> None:
    grid = csv_grid(taken(hostile, form="csv-excel")[1])
    typed = sorted(shown(p) for p in (*STORED, *KEPT_AS_TYPED))
    assert sorted(original(cell) for cell in body(grid)) == typed
    assert set(column(grid, "Phone")) == {"+39 333 123 4567"}


def test_the_csv_for_machines_is_unaltered(hostile: Event) -> None:
    grid = csv_grid(taken(hostile, form="csv")[1])
    assert body(grid) == sorted((*STORED, *KEPT_AS_TYPED))
    assert set(column(grid, "Phone")) == {"+393331234567"}


def test_the_csv_for_excel_is_the_one_for_machines_with_each_cell_made_safe(hostile: Event) -> None:
    unaltered = csv_grid(taken(hostile, form="csv")[1])
    safe = csv_grid(taken(hostile, form="csv-excel")[1])
    assert safe == [[neutral(cell) for cell in row] for row in unaltered]


def test_titles_of_columns_do_no_harm_either(hostile: Event) -> None:
    headings = sheet_grid(taken(hostile, form="xlsx")[1])[0]
    assert "=1+1" in headings
    assert RICH in headings
    assert calculating([csv_grid(taken(hostile, form="csv-excel")[1])[0]]) == []


def test_a_sheet_for_urdu_runs_from_right_to_left(hostile: Event) -> None:
    with force_locale("ur"):
        assert 'rightToLeft="1"' in sheet_xml(taken(hostile, form="xlsx")[1])
    with force_locale("it"):
        assert "rightToLeft" not in sheet_xml(taken(hostile, form="xlsx")[1])


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "a\0b", "a\r\nSet-Cookie: x=1", "\u202egpj.exe", "x" * 300, '";x="', "", "…"],
)
def test_names_of_files_hold_letters_and_digits_only(app: Flask, title: str) -> None:
    event = events.event(titles={"en": title.replace("\0", "")})
    name = name_of(event, Order("organiser", "csv", "", Wanted()))
    assert re.fullmatch(r"[\w-]{1,60}-whole-list-\d{4}-\d\d-\d\d-csv-for-machines\.csv", name)


def test_names_of_files_may_be_in_urdu(app: Flask) -> None:
    event = events.event(titles={"en": "تجارت میلہ"})
    name = name_of(event, Order("organiser", "xlsx", "", Wanted()))
    assert re.fullmatch(r"تجارت-میلہ-whole-list-[0-9-]{10}\.xlsx", name)
