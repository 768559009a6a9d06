"""Opening a table that somebody sent: bounded first, then recognised, never trusted."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pin_app.errors import PinError
from pin_app.exports import original
from pin_app.forms import clean_line
from pin_app.spreadsheets.decoding import decode
from pin_app.spreadsheets.sheets import rows_of_workbook

MOST_MB = 10
MOST_ROWS = 25_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 100_000
SEPARATORS = (",", ";", "\t")
HINT = "sep="  # a first line that tells Excel the separator
ZIP = b"PK\x03\x04"
# By their first bytes: what is no table, and what to say of it. Locked workbooks are wrapped like old ones.
OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheets.old_workbook"),
    (b"%PDF", "spreadsheets.not_a_table"),
    (b"\x89PNG", "spreadsheets.not_a_table"),
    (b"\xff\xd8\xff", "spreadsheets.not_a_table"),
    (b"GIF8", "spreadsheets.not_a_table"),
    (b"\x1f\x8b", "spreadsheets.archive"),
    (b"Rar!", "spreadsheets.archive"),
    (b"7z\xbc\xaf", "spreadsheets.archive"),
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


Rows = Iterator[list[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is a table: its rows of text cells, bounded as they come, and how it is read.

    `calculated` are the columns that hold formulas, known once all rows were asked for, as are the names of
    `others`, sheets that are not read.
    """

    rows: Rows
    form: str  # "XLSX", or "CSV"
    encoding: str = ""
    separator: str = ""
    digest: str = field(default="", repr=False)
    calculated: set[int] = field(default_factory=set)
    others: list[str] = field(default_factory=list)

    def whole(self) -> list[list[str]]:
        """Return all rows up to the last that says something; refuses a table with nothing in it."""
        found = list(self.rows)
        while found and not found[-1]:
            found.pop()
        if not found:
            raise PinError("spreadsheets.empty")
        return found


def first_line(text: str) -> str:
    """The sign that is most often in the first line that is not empty."""
    first = next((line for line in text[:MOST_CHARACTERS].splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def opened(content: bytes, separator: Callable[[str], str] = first_line) -> Opened:
    """Open a CSV or XLSX file; raises PinError with the reason in words for what cannot be read, also while
    its rows are asked for.

    What separates the cells of a CSV is said by a hint in the file, else by `separator`.
    """
    if len(content) > MOST_MB * 1024 * 1024:
        raise PinError("spreadsheets.too_large", most=MOST_MB)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(ZIP):
        calculated: set[int] = set()
        others: list[str] = []
        rows = rows_of_workbook(content, MOST_ROWS, MOST_COLUMNS, calculated, others)
        return Opened(_bounded(rows), "XLSX", digest=digest, calculated=calculated, others=others)
    _refuse_others(content)
    text, encoding = decode(content)
    sign, text = _separator(text, separator)
    lines = _csv_rows(text, sign, _was_for_excel(content, sign))
    return Opened(_bounded(lines), "CSV", encoding, sign, digest)


def samples(lines: Iterable[list[str]]) -> list[str]:
    """Some cells with letters beyond English ones, by which a person sees whether it was read right."""
    found = (_telling(cell) for line in lines for cell in line if not cell.isascii())
    return list(dict.fromkeys(part for part in islice(found, 200) if part))[:4]


def _refuse_others(content: bytes) -> None:
    code = next((code for start, code in OTHERS if content.startswith(start)), "")
    if code == "spreadsheets.old_workbook" and ENCRYPTED in content:
        code = "spreadsheets.encrypted"
    if code:
        raise PinError(code)


def _was_for_excel(content: bytes, separator: str) -> bool:
    """Whether apostrophes before signs that calculate are ours to take off: not in a CSV for machines."""
    return separator != "," or content.startswith(b"\xef\xbb\xbf")


def _separator(text: str, guess: Callable[[str], str]) -> tuple[str, str]:
    """The sign that a hint names, else the guess; and the text without the hint."""
    first = next((line for line in text[:MOST_CHARACTERS].splitlines() if line.strip()), "")
    if first.casefold().startswith(HINT) and first[len(HINT) :] in SEPARATORS:
        return first[len(HINT) :], text.replace(first, "", 1)
    return guess(text), text


def _csv_rows(text: str, separator: str, was_for_excel: bool) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _refusal(error, reader.line_num) from None
        if was_for_excel and any(cell.startswith("'") for cell in row):
            row = [original(cell) for cell in row]
        yield row


def _refusal(error: csv.Error, line: int) -> PinError:
    if "field limit" in str(error):
        return PinError("spreadsheets.long_cell", row=line, most=MOST_CHARACTERS)
    return PinError("spreadsheets.open_quote", row=line)


def _bounded(rows: Iterable[list[str]]) -> Rows:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise PinError("spreadsheets.too_many_rows", most=MOST_ROWS)
        _bound(row, number)
        yield row


def _bound(row: list[str], number: int) -> None:
    while row and not row[-1].strip():
        row.pop()
    if len(row) > MOST_COLUMNS:
        raise PinError("spreadsheets.too_many_columns", most=MOST_COLUMNS)
    if any(len(cell) > MOST_CHARACTERS for cell in row):
        raise PinError("spreadsheets.long_cell", row=number, most=MOST_CHARACTERS)


def _telling(cell: str) -> str:
    """The part of a cell around its first letter beyond English ones, empty where there is none."""
    found = next((place for place, sign in enumerate(cell[:500]) if sign > "\x7f" and sign.isalpha()), None)
    return "" if found is None else clean_line(cell[max(0, found - 24) : found + 24])
