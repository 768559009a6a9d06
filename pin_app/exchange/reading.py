"""Opening a table that somebody sent: bounded first, then recognised, never trusted."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from charset_normalizer import from_bytes

from pin_app.errors import PinError
from pin_app.exchange.sheets import rows_of_workbook
from pin_app.exports import original

MOST_MB = 10
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 50_000
SEPARATORS = (",", ";", "\t")
OLD_CODE_PAGES = ["cp1252", "cp1256"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found: header, lines of text cells, and how it was read."""

    header: list[str]
    lines: list[list[str]]
    form: str  # "XLSX", or "CSV"
    encoding: str = ""
    separator: str = ""


def read(content: bytes) -> Table:
    """Read a CSV or XLSX file; raises PinError with the reason in words for what cannot be read."""
    if len(content) > MOST_MB * 1024 * 1024:
        raise PinError("exchange.too_large", most=MOST_MB)
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _table(rows_of_workbook(content, MOST_ROWS, MOST_COLUMNS), form="XLSX")
    text, encoding = decode(content)
    separator = _separator(text)
    return _table(_csv_rows(text, separator), form="CSV", encoding=encoding, separator=separator)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: UTF-8, UTF-16 with a mark, or an old code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16"), "UTF-16"
    if b"\0" in content:
        raise PinError("exchange.nul")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _old_text(content)


def _old_text(content: bytes) -> tuple[str, str]:
    """Recognise Western or Arabic Windows text; Latin-1 is what the first is called by people."""
    best = from_bytes(content, cp_isolation=OLD_CODE_PAGES).best()
    if best is not None and best.encoding == "cp1256":
        return str(best), "Windows-1256"
    try:
        return content.decode("cp1252"), "Latin-1 (Windows-1252)"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise PinError("exchange.not_a_table") from None


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that is not empty."""
    first = next((line for line in text[:MOST_CHARACTERS].splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _csv_rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(MOST_CHARACTERS)
    while True:
        try:
            yield [original(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise _refusal(error, reader.line_num) from None


def _refusal(error: csv.Error, row: int) -> PinError:
    if "field limit" in str(error):
        return PinError("exchange.long_cell", row=row, most=MOST_CHARACTERS)
    return PinError("exchange.open_quote", row=row)


def _table(rows: Iterable[list[str]], **how: Any) -> Table:
    lines: list[list[str]] = []
    for row in rows:
        if len(row) > MOST_COLUMNS:
            raise PinError("exchange.too_many_columns", most=MOST_COLUMNS)
        if len(lines) > MOST_ROWS:
            raise PinError("exchange.too_many_rows", most=MOST_ROWS)
        lines.append(row)
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if not lines:
        raise PinError("exchange.empty")
    return Table([name.strip().casefold() for name in lines[0]], lines[1:], **how)
