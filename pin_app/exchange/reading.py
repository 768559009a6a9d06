"""Opening a table that somebody sent: bounded first, then recognised, never trusted."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pin_app.errors import PinError
from pin_app.exchange.decoding import decode
from pin_app.exchange.sheets import rows_of_workbook
from pin_app.exports import original
from pin_app.forms import clean_line

MOST_MB = 10
MOST_ROWS = 25_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 100_000
SEPARATORS = (",", ";", "\t")
HINT = "sep="  # a first line that tells Excel the separator
ZIP = b"PK\x03\x04"
# By their first bytes: what is no table, and what to say of it. Locked workbooks are wrapped like old ones.
OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "exchange.old_workbook"),
    (b"%PDF", "exchange.not_a_table"),
    (b"\x89PNG", "exchange.not_a_table"),
    (b"\xff\xd8\xff", "exchange.not_a_table"),
    (b"GIF8", "exchange.not_a_table"),
    (b"\x1f\x8b", "exchange.archive"),
    (b"Rar!", "exchange.archive"),
    (b"7z\xbc\xaf", "exchange.archive"),
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found: header, lines of text cells, the number of the first line, and how it was read."""

    header: list[str]
    lines: list[list[str]]
    form: str  # "XLSX", or "CSV"
    encoding: str = ""
    separator: str = ""
    first: int = 2
    digest: str = field(default="", repr=False)

    @property
    def samples(self) -> list[str]:
        """Some cells with letters beyond English ones, by which a person sees whether it was read right."""
        found = (_telling(cell) for line in self.lines for cell in line if not cell.isascii())
        return list(dict.fromkeys(part for part in islice(found, 200) if part))[:4]


def read(content: bytes) -> Table:
    """Read a CSV or XLSX file; raises PinError with the reason in words for what cannot be read."""
    if len(content) > MOST_MB * 1024 * 1024:
        raise PinError("exchange.too_large", most=MOST_MB)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(ZIP):
        return _table(rows_of_workbook(content, MOST_ROWS, MOST_COLUMNS), form="XLSX", digest=digest)
    _refuse_others(content)
    text, encoding = decode(content)
    separator, text = _separator(text)
    rows = _csv_rows(text, separator, _was_for_excel(content, separator))
    return _table(rows, form="CSV", encoding=encoding, separator=separator, digest=digest)


def _refuse_others(content: bytes) -> None:
    code = next((code for start, code in OTHERS if content.startswith(start)), "")
    if code == "exchange.old_workbook" and ENCRYPTED in content:
        code = "exchange.encrypted"
    if code:
        raise PinError(code)


def _was_for_excel(content: bytes, separator: str) -> bool:
    """Whether apostrophes before signs that calculate are ours to take off: not in a CSV for machines."""
    return separator != "," or content.startswith(b"\xef\xbb\xbf")


def _separator(text: str) -> tuple[str, str]:
    """The sign that is most often in the first line, or that a hint names; and the text without the hint."""
    first = next((line for line in text[:MOST_CHARACTERS].splitlines() if line.strip()), "")
    if first.casefold().startswith(HINT) and first[len(HINT) :] in SEPARATORS:
        return first[len(HINT) :], text.replace(first, "", 1)
    return max(SEPARATORS, key=first.count), text


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
        return PinError("exchange.long_cell", row=line, most=MOST_CHARACTERS)
    return PinError("exchange.open_quote", row=line)


def _table(rows: Iterable[list[str]], **how: Any) -> Table:
    header: list[str] = []
    lines: list[list[str]] = []
    first = 0
    for number, row in enumerate(rows, start=1):
        _bound(row, number)
        if header:
            lines.append(row)
        elif any(cell.strip() for cell in row):
            header, first = [_name(cell) for cell in row], number + 1
        if len(lines) > MOST_ROWS or number - len(lines) > MOST_ROWS:
            raise PinError("exchange.too_many_rows", most=MOST_ROWS)
    while lines and not lines[-1]:
        lines.pop()
    if not header:
        raise PinError("exchange.empty")
    return Table(header, lines, first=first, **how)


def _bound(row: list[str], number: int) -> None:
    while row and not row[-1].strip():
        row.pop()
    if len(row) > MOST_COLUMNS:
        raise PinError("exchange.too_many_columns", most=MOST_COLUMNS)
    if any(len(cell) > MOST_CHARACTERS for cell in row):
        raise PinError("exchange.long_cell", row=number, most=MOST_CHARACTERS)


def _telling(cell: str) -> str:
    """The part of a cell around its first letter beyond English ones, empty where there is none."""
    found = next((place for place, sign in enumerate(cell[:500]) if sign > "\x7f" and sign.isalpha()), None)
    return "" if found is None else clean_line(cell[max(0, found - 24) : found + 24])


def _name(cell: str) -> str:
    """A column's name as the contract writes it: "External ID" is external_id."""
    return "_".join(clean_line(cell)[:80].casefold().replace("-", " ").split())
