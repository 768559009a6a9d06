"""Which part of a workbook is the sheet to read, and what a file is that only looks like a workbook."""

from __future__ import annotations

from pin_app.errors import PinError
from pin_app.spreadsheets.parts import Handler, Parts


def first_sheet(parts: Parts) -> tuple[str, str]:
    """The paths of the first visible sheet and of the shared strings (empty where there are none)."""
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
    return sheets[shown[0]], next((path for _, kind, path in around if kind == "sharedStrings"), "")


def _what_else(parts: Parts) -> str:
    if parts.head("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return "spreadsheets.open_document"
    return "spreadsheets.archive"


class _Book(Handler):
    """Which sheets a workbook lists and shows, by their relation."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            self.shown += [value for name, value in attributes.items() if name.endswith(":id")]
