"""Numbers as a workbook shows them: days, zeros in front, and what formulas last gave."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from pin_app.spreadsheets.reading import opened


def shown(value: Any, look: str) -> str:
    """One cell of a workbook, with a format."""
    book = Workbook()
    cell = book.active.cell(row=1, column=1, value=value)
    cell.number_format = look
    return opened(_bytes(book)).whole()[0][0]


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "look", ["dd/mm/yyyy", "mm-dd-yy", "yyyy-mm-dd", '"il" d mmmm yyyy', "[$-410]d/m/yy;@"]
)
def test_a_day_is_a_day_in_every_look(look: str) -> None:
    assert shown(date(1987, 3, 9), look) == "1987-03-09"


def test_a_day_with_an_hour_keeps_it() -> None:
    assert shown(datetime(2026, 11, 22, 9, 30), "dd/mm/yyyy hh:mm") == "2026-11-22 09:30"


def test_days_counted_from_1904_are_the_same_days() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active.cell(row=1, column=1, value=date(1987, 3, 9)).number_format = "dd/mm/yyyy"
    assert opened(_bytes(book)).whole() == [["1987-03-09"]]


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        (121, "00000", "00121"),
        (393331234567, "0", "393331234567"),
        (393331234567, "General", "393331234567"),
        (45000, "#,##0", "45000"),
        (45000.5, '0.00 "days"', "45000.5"),
        (45000, "[Red]0", "45000"),
        (-5, "dd/mm/yyyy", "-5"),
        (9_999_999, "dd/mm/yyyy", "9999999"),
    ],
)
def test_other_numbers_stay_what_they_are(value: float, look: str, text: str) -> None:
    assert shown(value, look) == text


def test_columns_with_formulas_are_named() -> None:
    book = Workbook()
    book.active.append(["Anna", "=A1", "Rossi"])
    found = opened(_bytes(book))
    assert (found.whole(), found.calculated) == ([["Anna", "", "Rossi"]], {1})
