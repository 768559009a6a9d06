"""Sheets: text that is written quickly, columns wide enough to read, ready to filter and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

MOST_IN_CELL = 32_767  # characters that a cell of a workbook can hold
LOOKED_AT = 500  # rows by which columns get their widths
NARROWEST, WIDEST, OF_HEADING = 6, 44, 20  # characters; a longer heading goes on in a second line
ON_ONE_PAGE = 190  # characters across that can be read on a sheet of A4, laid on its side
A4 = 9
_LETTERS = [xl_col_to_name(column) for column in range(702)]


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet shows itself: its name, what is printed above it, and how many columns stay in sight."""

    name: str = ""
    title: str = ""
    right_to_left: bool = False
    frozen: int = 0


class TextSheet(Worksheet):  # type: ignore[misc]
    """A sheet that writes plain text, as nearly all cells are, by itself and leaves the others to XlsxWriter.

    It steps in at an inner method. Were that one renamed, sheets would be the same and take longer.
    """

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        text = getattr(cell, "string", None)
        if not (isinstance(text, str) and cell.format and self.constant_memory and _is_plain(text)):
            super()._write_cell(row, col, cell)
            return
        look = cell.format._get_xf_index()
        self.fh.write(
            f'<c r="{_LETTERS[col]}{row + 1}" s="{look}" t="inlineStr"><is><t>{text}</t></is></c>'
            if col < len(_LETTERS)
            else f'<c r="{xl_col_to_name(col)}{row + 1}" s="{look}" t="inlineStr"><is><t>{text}</t></is></c>'
        )


class Widths:
    """How wide the columns of a table have to be, by its heading and its first rows."""

    def __init__(self, heading: Sequence[str]) -> None:
        words = (max(map(len, text.split()), default=0) for text in heading)
        # The button of the filter takes the place of three letters.
        self._found = [
            max(word, min(len(text), OF_HEADING)) + 3 for word, text in zip(words, heading, strict=True)
        ]

    def see(self, row: Sequence[str]) -> None:
        """Make room for a row."""
        wide = (max(map(len, text.splitlines()), default=0) + 1 for text in row)
        self._found = [max(both) for both in zip_longest(self._found, wide, fillvalue=0)]

    @property
    def found(self) -> list[int]:
        """The widths in characters."""
        return [min(max(NARROWEST, width), WIDEST) for width in self._found]


def dress(sheet: Any, look: Look, widths: Sequence[int], rows: int) -> None:
    """Make a table ready to read, filter and print: its heading stays in sight and stands on every page."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, look.frozen)
    if rows:
        sheet.autofilter(0, 0, rows - 1, max(len(widths) - 1, 0))
    sheet.repeat_rows(0)
    if look.frozen:
        sheet.repeat_columns(0, look.frozen - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    if sum(widths) <= ON_ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    title = look.title[:100].replace("&", "&&")
    sheet.set_header(f"&L{title}" if title else "")
    sheet.set_footer("&C&P / &N")


def add(book: xlsxwriter.Workbook, look: Look) -> Any:
    """Return a new sheet of a workbook."""
    sheet = book.add_worksheet(look.name or None, worksheet_class=TextSheet)
    if look.right_to_left:
        sheet.right_to_left()
    return sheet


def write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write one cell; what stands between <r> and </r> XlsxWriter would take for marked up and not escape."""
    if text[0] == "<" and text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], look)
    else:
        sheet.write_string(row, column, text, look)


def write_facts(book: xlsxwriter.Workbook, look: Look, rows: Iterable[Sequence[str | int]]) -> None:
    """Add a sheet of short lines, each with a bold word in front; numbers are numbers."""
    sheet = add(book, look)
    top = {"valign": "top", "text_wrap": True}
    plain, number = (
        book.add_format(top | {"num_format": "@"}),
        book.add_format(top | {"num_format": "0", "align": "left"}),
    )
    heading = book.add_format(top | {"num_format": "@", "bold": True})
    sheet.set_column(0, 1, WIDEST)
    sheet.set_column(2, 2, NARROWEST * 2)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, number)
            elif cell:
                write_text(sheet, row, column, cell, plain if column else heading)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _is_plain(text: str) -> bool:
    """Whether a text needs nothing escaped or kept: no mark-up, no white space around, nothing unseen."""
    return (
        text.isprintable()
        and not ("&" in text or "<" in text or ">" in text or "_x" in text)
        and text[:1] != " "
        and text[-1:] != " "
    )
