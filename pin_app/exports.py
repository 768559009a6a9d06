"""Tables that open right: XLSX with explicit text cells, CSV for Excel, CSV for machines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

# What a spreadsheet may take for a formula when a text begins with it, also in wide East Asian forms.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PHONE = re.compile(r"\+\d[\d ]*\d")
BOM = "\ufeff"


def neutral(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would calculate; a phone number stays as it is."""
    if not text.startswith(RISKY) or PHONE.fullmatch(text):
        return text
    return f"'{text}"


def original(text: str) -> str:
    """Take back what `neutral` did."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text


def csv_for_excel(rows: Iterable[Sequence[str]], separator: str = ";") -> Iterator[str]:
    """Yield lines that Excel opens by double click: a mark for UTF-8, semicolons, nothing that calculates."""
    yield BOM
    writer = csv.writer(_Echo(), delimiter=separator, lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([neutral(cell) for cell in row])


def csv_for_machines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield lines as RFC 4180 has them, cells unaltered: for programs, never for a spreadsheet."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    for row in rows:
        yield writer.writerow(row)


def write_xlsx(target: Path | BinaryIO, rows: Iterable[Sequence[str]], right_to_left: bool = False) -> int:
    """Write a workbook whose every cell is a string, in bounded memory; returns the rows written."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    if right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(count - 1, column, cell[:32_767])  # the most that a cell can hold
    book.close()
    return count


class _Echo:
    """A file that gives back what it is told to write."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line
