"""The cells of a workbook's first visible sheet, as text; refused by what it really reaches to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pin_app.errors import PinError
from pin_app.sheets import MOST_IN_CELL
from pin_app.spreadsheets.books import first_sheet
from pin_app.spreadsheets.looks import Looks, looks_of
from pin_app.spreadsheets.parts import BROKEN, MOST_UNPACKED_MB, Handler, Parts

MOST_CELLS = 1_000_000
MOST_TEXT = 20_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_HIDDEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rows_of_workbook(
    content: bytes,
    most_rows: int,
    most_columns: int,
    calculated: set[int] | None = None,
    others: list[str] | None = None,
) -> Iterator[list[str]]:
    """Yield the first visible sheet's rows as text cells; raises PinError for what is odd or too large.

    The numbers of columns that hold formulas are added to `calculated`, 0 for A; cells show what was
    calculated last. The names of other visible sheets are added to `others`.
    """
    try:
        parts = Parts(content)
        try:
            found = first_sheet(parts)
            if others is not None:
                others += found.others
            looks, strings = looks_of(parts, found.styles), _strings(parts, found.strings)
            reader = _Sheet(strings, most_rows, most_columns)
            reader.looks, reader.since_1904 = looks, found.since_1904
            reader.calculated = set() if calculated is None else calculated
            for _ in parts.walk(found.sheet, reader):
                yield from reader.take()
        finally:
            parts.close()
    except BROKEN:
        raise PinError("spreadsheets.not_a_table") from None


def _strings(parts: Parts, path: str) -> list[str]:
    reader = _Strings()
    if path in parts.names:
        for _ in parts.walk(path, reader):
            pass
    return reader.strings


class _Words(Handler):
    """Text of strings: the parts inside `t`, but not how it is pronounced (`rPh`)."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.taking = self.aside = False
        self.characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self.taking = not self.aside
        elif tag == "rPh":
            self.aside = True

    def end(self, tag: str) -> None:
        self.taking = False
        if tag == "rPh":
            self.aside = False

    def text(self, text: str) -> None:
        if self.taking:
            self.pieces.append(text)

    def count(self, text: str) -> str:
        """Return the text and bound what all of them hold together, however often a string is used."""
        self.characters += len(text)
        if self.characters > MOST_TEXT:
            raise PinError("spreadsheets.too_much_text", most=MOST_TEXT)
        return text


class _Strings(_Words):
    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            if len(self.strings) >= MOST_CELLS:
                raise PinError("spreadsheets.unpacks_too_large", most=MOST_UNPACKED_MB)
            self.strings.append(self.count(_shown("".join(self.pieces))))
            self.pieces.clear()


class _Sheet(_Words):
    """Rows of cells in the order of the sheet; gaps between rows become empty rows."""

    def __init__(self, strings: list[str], most_rows: int, most_columns: int) -> None:
        super().__init__()
        self.strings, self.most_rows, self.most_columns = strings, most_rows, most_columns
        self.rows: list[list[str]] = []
        self.cells: list[str] = []
        self.row = self.rows_seen = self.column = self.seen = 0
        self.kind, self.style = "n", ""
        self.looks, self.since_1904 = Looks(), False
        self.calculated: set[int] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v":
            self.taking = True
        elif tag == "f":
            self.calculated.add(self.column - 1)
        elif tag == "row":
            self._begin_row(attributes.get("r"))
        elif tag == "dimension":
            self._bound(attributes.get("ref", "").rpartition(":")[2])
        else:
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "c":
            self._end_cell()
        elif tag == "row" and not self._is_beyond():
            self.rows.append(self.cells)

    def take(self) -> list[list[str]]:
        """Hand over the rows that are whole."""
        taken, self.rows = self.rows, []
        return taken

    def _begin_row(self, number: str | None) -> None:
        before, self.row = self.row, max(int(number) if number else 0, self.row + 1)
        self.rows_seen += 1
        if self.rows_seen > 2 * self.most_rows:
            self._refuse(f"A{self.row}")
        self.cells, self.column = [], 0
        if not self._is_beyond():  # an empty row far below, as LibreOffice may write, does no harm
            self.rows += [[] for _ in range(self.row - before - 1)]

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self.column = max(self._bound(place) if place else 0, self.column + 1)
        self.seen += 1
        if self.column > self.most_columns or self.seen > MOST_CELLS or self._is_beyond():
            self._refuse(place or f"{self.column}")
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.pieces.clear()

    def _end_cell(self) -> None:
        found = self.count(self._value("".join(self.pieces)))
        self.pieces.clear()
        if len(found) >= MOST_IN_CELL:
            raise PinError("spreadsheets.full_cell", row=self.row)
        if found:
            self.cells += [""] * (self.column - len(self.cells) - 1)
            self.cells.append(found)

    def _value(self, text: str) -> str:
        if self.kind == "s":
            return self.strings[int(text)] if text else ""
        if self.kind == "b":
            return {"1": "yes", "0": "no"}.get(text, "")
        if self.kind == "n":
            return (
                self.looks.shown(_number(text), self.style, self.since_1904) if self.style else _number(text)
            )
        return _shown(text)

    def _bound(self, place: str) -> int:
        """The column of a cell's name, 1 for A; refuses what lies beyond the bounds."""
        named = _REFERENCE.fullmatch(place)
        if not named:
            return 0
        column = 0
        for letter in named.group(1):
            column = column * 26 + ord(letter) - 64
        if column > self.most_columns or int(named.group(2)) > self.most_rows + 1:
            self._refuse(place)
        return column

    def _is_beyond(self) -> bool:
        return self.row > self.most_rows + 1

    def _refuse(self, place: str) -> None:
        raise PinError("spreadsheets.far_cell", cell=place)


def _shown(text: str) -> str:
    """Text as a spreadsheet shows it: signs written as _x000D_ are the signs themselves."""
    return _HIDDEN.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def _number(text: str) -> str:
    """A number as a person would type it: whole ones without a point or an exponent."""
    if text.isdigit() or not text:
        return text
    number = float(text)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
