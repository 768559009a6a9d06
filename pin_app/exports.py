"""Tables that open right: XLSX with explicit text cells, CSV for Excel, CSV for machines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import phonenumbers
import xlsxwriter
from flask_babel import lazy_gettext as _l

from pin_app import sheets
from pin_app.errors import PinError, sentences
from pin_app.sheets import MOST_IN_CELL, Look

BOM = "\ufeff"
About = Callable[[], tuple[Look, Iterable[Sequence[str | int]]]]
MOST_ROWS = 1_048_576  # rows that a sheet can hold
AT_ONCE = 500  # rows that are looked at together
SAMPLE = 100  # cells by which a column shows whether its cells repeat
# What a spreadsheet may calculate when a text begins with it, also in wide and small East Asian forms, and
# also behind white space, marks that cannot be seen, or apostrophes that an earlier export has put there.
_BEFORE = "[\\s'\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]*"
RISKY = re.compile(f"[\t\r\n]|{_BEFORE}[=+\\-@＝＋－＠﹦﹢﹣﹫]")
PHONE = re.compile(r"\+[1-9][0-9 ]{5,20}[0-9]")
# What a spreadsheet shows otherwise than it was typed: it drops zeros in front, rounds what is long, takes
# 2E5 for 200000, 1/2 and "5 May" for a date. An ISO date may go, it stays the same day.
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|gen(?:naio)?|febbraio|marzo|aprile|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?"
    "|ago(?:sto)?|set(?:tembre)?|ott(?:obre)?|novembre|dic(?:embre)?)"
)
_DATE = rf"\d{{1,2}}[ ./-]?{_MONTH}(?:[ ,./-]*\d{{2,4}})?|{_MONTH}[ ./-]?\d{{1,4}}(?:, ?\d{{4}})?"
_HOUR = r"\d{1,2}(?::\d\d){0,2} [AP]M?"
_MONTHS = frozenset(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdecgenmaggiulugagosetottdic"))
ALTERED = re.compile(
    rf"'*(?:{_DATE}|{_HOUR}|"
    r"0\d+|\d{12,}|\d+(?:[.,]\d+)?E[+-]?\d+|(?!\d{4}-\d\d-\d\d$)\d+(?:[-/.,:]\d+)+"
    r"|\(\d[\d.,]*\)|[€$£] ?\d[\d.,]*|\d+ \d+/\d+)",
    re.ASCII | re.I,
)
_DIGIT = re.compile("[0-9]")
_MOBILE = re.compile(r"\+(?:39|92)3\d{9}", re.ASCII)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

sentences(exports__too_many_rows=_l("A sheet holds at most %(most)s rows. Choose CSV."))


def neutral(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would calculate or show otherwise.

    A phone number keeps its plus and gets spaces where it has none: else Excel takes it for an amount.
    """
    if _MOBILE.fullmatch(text):  # most of what begins with a plus
        return _mobile(text)
    text = plain(text)
    if not RISKY.match(text):
        return f"'{text}" if ALTERED.fullmatch(text) else text
    spaced = _spaced(text) if PHONE.fullmatch(text) else ""
    return (text if spaced and " " in text else spaced) or f"'{text}"


def original(text: str) -> str:
    """Take back the apostrophe of `neutral`."""
    kept = text[1:]
    return kept if text.startswith("'") and (RISKY.match(kept) or ALTERED.fullmatch(kept)) else text


def plain(text: str) -> str:
    """Drop control characters and what is no character, which neither a sheet nor Excel can hold."""
    return text if text.isprintable() else _NO_TEXT.sub("", text)


def csv_for_excel(rows: Iterable[Sequence[str]], separator: str = ";") -> Iterator[str]:
    """Yield lines that Excel opens by double click: a mark for UTF-8, and nothing that calculates.

    The separator is the one that the reader's Excel expects, see `separator_for`.
    """
    yield BOM
    write = csv.writer(_Echo(), delimiter=separator, lineterminator="\r\n").writerow
    yield from map(write, rows_for_excel(rows))


def rows_for_excel(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the same rows with every cell made `neutral`, some hundred rows at a time."""
    coming = iter(rows)
    while some := list(islice(coming, AT_ONCE)):
        if len(set(map(len, some))) == 1:
            yield from zip(*map(neutral_cells, zip(*some, strict=True)), strict=True)
        else:
            yield from map(neutral_cells, some)


def neutral_cells(cells: Sequence[str]) -> Sequence[str]:
    """Make the cells of a column `neutral`, as if each were looked at, in a tenth of the time.

    Dates and short answers come again and again, and are looked at once. A letter in front makes a text safe,
    unless it holds what cannot be printed, or may be a month with a number behind it.
    """
    if len(set(cells[:SAMPLE])) <= SAMPLE // 2 < len(cells):
        found = {cell: neutral(cell) for cell in set(cells)}
        return [found[cell] for cell in cells]
    begins = "".join([cell[:1] for cell in cells])
    if (begins.isalpha() or not begins) and "".join(cells).isprintable():
        ends = "".join([cell[-1:] for cell in cells])
        if not _DIGIT.search(ends) or _MONTHS.isdisjoint({cell[:3].casefold() for cell in cells}):
            return cells
    return [
        cell
        if cell[:1].isalpha() and cell.isprintable() and cell[:3].casefold() not in _MONTHS
        else neutral(cell)
        for cell in cells
    ]


def separator_for(language: str) -> str:
    """What Excel separates at: a semicolon where the comma is the decimal sign, as in Italian."""
    return ";" if language == "it" else ","


def csv_for_machines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return lines as RFC 4180 has them, cells unaltered: for programs, never for a spreadsheet."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    return map(writer.writerow, rows)


def write_xlsx(
    target: Path | BinaryIO,
    rows: Iterable[Sequence[str]],
    right_to_left: bool = False,
    look: Look | None = None,
    about: About | None = None,
) -> int:
    """Write a workbook whose every cell is a string, in bounded memory; returns the rows written.

    `about` is asked once all rows are written, for the lines of a second sheet that tells of the first.
    """
    shown = look or Look(right_to_left=right_to_left)
    try:
        with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
            count = _fill(book, rows, shown)
            if about is not None:
                sheets.write_facts(book, *about())
            return count
    except BaseException:
        if isinstance(target, Path):
            target.unlink(missing_ok=True)  # half a table looks like a whole one
        raise


def _fill(book: xlsxwriter.Workbook, rows: Iterable[Sequence[str]], look: Look) -> int:
    sheet, widths = sheets.add(book, look), sheets.Widths(())
    text_cell = book.add_format({"num_format": "@"})  # what somebody types into the cell later stays text
    heading = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"})
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise PinError("exports.too_many_rows", most=MOST_ROWS)
        if count == 1:
            widths = sheets.Widths(row)
        elif count <= sheets.LOOKED_AT:
            widths.see(row)
        _row(sheet, count - 1, row, heading if count == 1 else text_cell)
    sheets.dress(sheet, look, widths.found, count)
    return count


def _row(sheet: Any, number: int, row: Sequence[str], look: Any) -> None:
    """Write the cells of a row; whether all can go to the library as they are is looked at by the row."""
    texts = "".join(row)
    simple = texts.isprintable() and len(texts) <= MOST_IN_CELL and "<r>" not in texts
    write = sheet.write_string if simple else partial(_write, sheet)
    for column, cell in enumerate(row):
        if cell:
            write(number, column, cell, look)


def _write(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    if text := plain(text)[:MOST_IN_CELL]:
        sheets.write_text(sheet, row, column, text, look)


def _mobile(number: str) -> str:
    """A mobile number of Italy or Pakistan as the library would write it, which takes its time."""
    code, operator, rest = number[:3], number[3:6], number[6:]
    return f"{code} {operator} {rest[:3]} {rest[3:]}" if code == "+39" else f"{code} {operator} {rest}"


def _spaced(number: str) -> str:
    """The number as it is written internationally, spaces for hyphens; empty for what is none."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written.replace("-", " ")


class _Echo:
    """A file that gives back what it is told to write."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line
