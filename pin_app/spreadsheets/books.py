"""Which part of a workbook is the sheet to read, and what a file is that only looks like a workbook."""

from __future__ import annotations

from typing import NamedTuple

from pin_app.errors import PinError
from pin_app.spreadsheets.parts import Handler, Parts


class Found(NamedTuple):
    """The paths of the sheet to read, of shared strings and of styles (empty where there are none).

    `others` are the names of the visible sheets that are not read.
    """

    sheet: str
    strings: str
    styles: str
    since_1904: bool
    others: list[str]


def first_sheet(parts: Parts) -> Found:
    """Return where the first visible sheet is, and what belongs to it."""
    book = next((path for _, kind, path in parts.relations("") if kind == "officeDocument"), "")
    if book not in parts.names:
        raise PinError(_what_else(parts))
    listed = _Book()
    for _ in parts.walk(book, listed):
        pass
    around = parts.relations(book)
    sheets = {number: path for number, kind, path in around if kind == "worksheet"}
    shown = [number for number in listed.shown if number in sheets]
    if not shown:
        raise PinError("spreadsheets.empty" if listed.shown else "spreadsheets.not_a_table")
    beside = {kind: path for _, kind, path in reversed(around)}
    strings, styles = beside.get("sharedStrings", ""), beside.get("styles", "")
    others = [listed.names[number] for number in shown[1:]]
    return Found(sheets[shown[0]], strings, styles, listed.since_1904, others)


def _what_else(parts: Parts) -> str:
    if parts.head("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return "spreadsheets.open_document"
    return "spreadsheets.archive"


class _Book(Handler):
    """Which sheets a workbook lists and shows, by their relation."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.names: dict[str, str] = {}
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            numbers = [value for name, value in attributes.items() if name.endswith(":id")]
            self.shown += numbers
            self.names |= dict.fromkeys(numbers, attributes.get("name", ""))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")
