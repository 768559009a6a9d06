"""Opening a workbook that somebody sent: refused by its own dimensions before a cell is read."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from pin_app.errors import PinError

MOST_UNPACKED_MB = 60
MOST_PARTS = 500
BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
    zipfile.BadZipFile,
)


def rows_of_workbook(content: bytes, most_rows: int, most_columns: int) -> Iterator[list[str]]:
    """Yield the first sheet's rows as text cells; raises PinError for a workbook that is odd or too large."""
    _refuse_bomb(content)
    try:
        with warnings.catch_warnings():  # openpyxl tells of styles and extensions that do not concern us
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                yield from _rows(book.worksheets[0], most_rows, most_columns)
            finally:
                book.close()
    except BROKEN:
        raise PinError("exchange.not_a_table") from None


def _refuse_bomb(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise PinError("exchange.not_a_table") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_MB * 1024 * 1024:
        raise PinError("exchange.unpacks_too_large", most=MOST_UNPACKED_MB)


def _rows(sheet: Any, most_rows: int, most_columns: int) -> Iterator[list[str]]:
    height, width = sheet.max_row or 0, sheet.max_column or 0
    if height > most_rows + 1 or width > most_columns:
        raise PinError("exchange.far_cell", cell=f"{get_column_letter(max(width, 1))}{max(height, 1)}")
    # The dimension may lie: these bounds hold whatever it says, one beyond so that too many is noticed.
    for row in sheet.iter_rows(max_row=most_rows + 2, max_col=most_columns + 1, values_only=True):
        yield _trimmed([_text(value) for value in row])


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, dates as ISO, yes or no as words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
