"""Extremes: nobody, one person, two hundred questions, long and hostile texts: the same in all files."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.exports import original
from pin_app.registrations.models import Registration
from tests.attendees.lists import Grid, csv_grid, sheet_grid, taken
from tests.attendees.test_libreoffice import OFFICE, SETTINGS, converted
from tests.factories import events

URDU = ("محمّد\u200cعلی صدیقی، سیالکوٹ " * 40)[:500]
ODD = (
    "=cmd|' /C calc'!A0", "x" * 500, URDU, "Zoë\x07\x1b[31m", "007", "a\tb", " padded ", "line\nline", "'=1",
    "<b>&amp;</b>", "_x0041_", "🙂👨‍👩‍👧", "\u202egpj.exe", "“quoted”; 'so', \"so\"", "1e5",
    "TRUE", "#N/A", "1/2",
)  # fmt: skip
PHONES = ("+390301234567", "+923001234567", "+12025550123", "")
LABELS = ("=cmd|'x'!A0", "+1", "@SUM(1)", "Red\nBlue")
OPTIONS = [{"key": f"k{number}", "labels": {"en": label}} for number, label in enumerate(LABELS)]
PHONE = 10  # the column
SIZES = [(0, 0), (0, 200), (1, 0), (1, 200), (20, 10)]


def extreme(people: int, questions: int) -> Event:
    """An event whose people, answers, options and questions are odd."""
    event = events.event(titles={"en": "=Title\n+1"})
    asked = [
        Question(
            event_id=event.id, kind="text", position=number, labels={"en": f"{_odd(number)[:280]}\n{number}?"}
        )
        for number in range(questions)
    ]
    several = Question(
        event_id=event.id, kind="several_of", position=999, labels={"en": "=1"}, options=OPTIONS
    )
    db.session.add_all([*asked, several])
    db.session.flush()
    db.session.add_all(_somebody(event, number, asked, several) for number in range(people))
    db.session.commit()
    return event


def _odd(number: int) -> str:
    return ODD[number % len(ODD)]


def _somebody(event: Event, number: int, asked: list[Question], several: Question) -> Registration:
    odd, address = _odd(number), f"guest{number}@example.org"
    answers = {one.public_id: _odd(number + place) for place, one in enumerate(asked)}
    name = odd[:120]
    return Registration(
        event_id=event.id, state="registered", surname=name, given_name=name, organisation=odd[:200],
        role=name, city=name, email=address, typed_email=address, name_key=f"{number:04}",
        phone=PHONES[number % len(PHONES)], answers=answers | {several.public_id: ["k0", "k3"]},
    )  # fmt: skip


def shown(grid: Grid) -> Grid:
    """Cells without control characters, which no sheet holds."""
    dropped = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
    return [[cell.translate(dropped) for cell in row] for row in grid]


def typed(grid: Grid) -> Grid:
    """What people typed, from a CSV for Excel: its phones without spaces."""
    cells = [[original(cell) for cell in row] for row in grid]
    return [[*row[:PHONE], row[PHONE].replace(" ", ""), *row[PHONE + 1 :]] for row in cells]


@pytest.mark.parametrize(("people", "questions"), SIZES)
def test_all_files_hold_the_same(app: Flask, people: int, questions: int) -> None:
    event = extreme(people, questions)
    machines = csv_grid(taken(event, form="csv")[1])
    assert [len(row) for row in machines] == [22 + questions] * (people + 1)
    assert typed(csv_grid(taken(event, form="csv-excel")[1])) == shown(machines)
    book = sheet_grid(taken(event, form="xlsx")[1])
    assert [[cell.replace("_x005F_", "_") for cell in row] for row in book] == shown(machines)


@pytest.mark.thorough
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("people", "questions"), [(0, 0), (1, 200), (20, 10)])
@pytest.mark.parametrize("language", ["it", "en"])
def test_libreoffice_shows_the_same(
    app: Flask, tmp_path: Path, language: str, people: int, questions: int
) -> None:
    event = extreme(people, questions)
    with force_locale(language):
        machines, excel, book = (taken(event, form=form)[1] for form in ("csv", "csv-excel", "xlsx"))
    for name, content in (("list.csv", excel), ("list.xlsx", book)):
        (tmp_path / name).write_bytes(content)
    expected = shown(csv_grid(machines))
    assert converted(tmp_path / "book", tmp_path / "list.xlsx") == expected
    assert typed(converted(tmp_path / "csv", tmp_path / "list.csv", SETTINGS[language])) == expected
