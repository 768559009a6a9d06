"""Files that are sent to do harm, or by mistake; each with the code of the words that refuse it."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.exchange.tables import FIRST_ROW, HEADER, book, csv_of, row, zipped

SHEET = "xl/worksheets/sheet1.xml"
GOOD = csv_of(row(), row(2, name="Società però"))
HEAD = ",".join(HEADER)
BOMB = "".join(f'<!ENTITY {"abcdefghi"[i + 1]} "{f"&{chr(97 + i)};" * 10}">' for i in range(8))
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{BOMB}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def far_cell() -> bytes:
    """A small workbook with one cell in the last place that there is."""
    return book('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>')


def wide_row() -> bytes:
    """A million cells in one row, none with a name."""
    return book(f"<row>{'<c/>' * 1_000_000}</row>")


def many_rows() -> bytes:
    """A million rows with nothing in them."""
    return book(FIRST_ROW + "<row/>" * 1_000_000)


def same_cell() -> bytes:
    """Two million cells that all say they are A2."""
    return book(FIRST_ROW + "<row>" + '<c r="A2"/>' * 199 + "</row>" + "<row r='2'><c/></row>" * 1_100_000)


def deep() -> bytes:
    """Elements inside elements, a million deep."""
    return book("<a>" * 1_000_000)


def long_tag() -> bytes:
    """One tag of three megabytes."""
    return book(f'<row x="{"a" * 3_000_000}"/>')


def many_strings() -> bytes:
    """Three million shared strings with nothing in them."""
    return book(strings="<si/>" * 3_000_000)


def one_string_often() -> bytes:
    """A string of 30,000 characters that 20,000 cells point at."""
    cells = '<row><c t="s"><v>0</v></c></row>' * 20_000
    return book(FIRST_ROW + cells, f"<si><t>{'a' * 30_000}</t></si>")


def zip_bomb() -> bytes:
    """A sheet of 90 kB that unpacks to 90 MB."""
    return book(f"{FIRST_ROW}{' ' * 90_000_000}")


def lying_size() -> bytes:
    """A sheet that says it has ten bytes and has ninety million."""
    data = b"<worksheet>" + b" " * 90_000_000
    return book_with(SHEET, data).replace(struct.pack("<L", len(data)), struct.pack("<L", 10))


def book_with(name: str, part: str | bytes) -> bytes:
    """A good workbook with one part replaced."""
    return book(**{name.replace("/", "__"): part})


def dimension(says: str, more: str = "") -> str:
    """A sheet whose dimension says something else than its cells."""
    return f'<worksheet><dimension ref="{says}"/><sheetData>{FIRST_ROW}{more}</sheetData></worksheet>'


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell at XFD1048576": (far_cell, "spreadsheets.far_cell"),
    "a million columns in a sheet": (wide_row, "spreadsheets.far_cell"),
    "a million rows in a sheet": (many_rows, "spreadsheets.far_cell"),
    "two million times the same cell": (same_cell, "spreadsheets.far_cell"),
    "a million columns in a CSV": (lambda: b"a," * 1_000_000 + b"a\n", "spreadsheets.too_many_columns"),
    "a million commas": (lambda: GOOD + b"," * 1_000_000 + b"x\n", "spreadsheets.too_many_columns"),
    "a hundred thousand rows in a CSV": (
        lambda: HEAD.encode() + b"\na" * 100_000,
        "spreadsheets.too_many_rows",
    ),
    "five million empty lines": (lambda: b"\n" * 5_000_000, "spreadsheets.too_many_rows"),
    "an entity bomb in the sheet": (lambda: book(before=DOCTYPE), "spreadsheets.doctype"),
    "an entity bomb in UTF-16": (
        lambda: book_with(SHEET, f"{DOCTYPE}<worksheet/>".encode("utf-16")),
        "spreadsheets.doctype",
    ),
    "an entity bomb in the strings": (
        lambda: book_with("xl/sharedStrings.xml", f"{DOCTYPE}<sst>&i;</sst>"), "spreadsheets.doctype",
    ),
    "an entity bomb in the book": (
        lambda: book_with("xl/workbook.xml", f"{DOCTYPE}<workbook>&i;</workbook>"), "spreadsheets.doctype",
    ),
    "an entity from outside": (
        lambda: book("<row><c><v>&a;</v></c></row>", before=OUTSIDE), "spreadsheets.doctype",
    ),
    "elements a million deep": (deep, "spreadsheets.unpacks_too_large"),
    "a tag of three megabytes": (long_tag, "spreadsheets.not_a_table"),
    "three million strings": (many_strings, "spreadsheets.unpacks_too_large"),
    "one string twenty thousand times": (one_string_often, "spreadsheets.too_much_text"),
    "a zip bomb": (zip_bomb, "spreadsheets.unpacks_too_large"),
    "a zip that lies of its sizes": (lying_size, "spreadsheets.not_a_table"),
    "a thousand parts": (
        lambda: book(**{f"p{i}": "" for i in range(1_000)}),
        "spreadsheets.unpacks_too_large",
    ),
    "a zip in a zip": (lambda: zipped({"inner.xlsx": book()}), "spreadsheets.archive"),
    "a dimension that says too much": (
        lambda: book_with(SHEET, dimension("A1:XFD1048576")), "spreadsheets.far_cell",
    ),
    "a dimension that says too little": (
        lambda: book_with(SHEET, dimension("A1:A1", '<row r="90000"><c/></row>')), "spreadsheets.far_cell",
    ),
    "a sheet cut off": (lambda: book_with(SHEET, "<worksheet><sheetData>"), "spreadsheets.not_a_table"),
    "a string that is not there": (
        lambda: book('<row><c t="s"><v>7</v></c></row>'),
        "spreadsheets.not_a_table",
    ),
    "NUL in a CSV": (lambda: GOOD.replace(b"Concia", b"Con\0cia"), "spreadsheets.nul"),
    "UTF-16 without a mark": (lambda: GOOD.decode().encode("utf-16-le"), "spreadsheets.nul"),
    "UTF-32 with a mark": (lambda: GOOD.decode().encode("utf-32"), "spreadsheets.nul"),
    "UTF-16 cut in half": (lambda: GOOD.decode().encode("utf-16")[:-1], "spreadsheets.unknown_encoding"),
    "control characters": (lambda: b"\x01\x02\x03\x04" + GOOD, "spreadsheets.not_a_table"),
    "a quotation mark not closed": (lambda: GOOD + b'x,italian_firm,"Concia,IT\n', "spreadsheets.open_quote"),
    "text after a quotation mark": (
        lambda: GOOD + b'x,italian_firm,"Concia"x,IT\n',
        "spreadsheets.open_quote",
    ),
    "a cell of a megabyte": (lambda: csv_of(row(about="a" * 1_000_000)), "spreadsheets.long_cell"),
    "a cell of a megabyte in a sheet": (
        lambda: book(f'{FIRST_ROW}<row><c t="str"><v>{"a" * 1_000_000}</v></c></row>'),
        "spreadsheets.full_cell",
    ),
    "eleven megabytes": (lambda: b"a" * 11_000_000, "spreadsheets.too_large"),
    "nothing": (lambda: b"", "spreadsheets.empty"),
    "white space": (lambda: b" \r\n\r\n ;;; \n", "spreadsheets.empty"),
    "a workbook with an empty sheet": (lambda: book(""), "spreadsheets.empty"),
    "a workbook of an older kind": (lambda: OLE, "spreadsheets.old_workbook"),
    "a workbook with a password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "spreadsheets.encrypted",
    ),
    "an OpenDocument file": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        "spreadsheets.open_document",
    ),
    "a web page called XLS": (
        lambda: b"\xef\xbb\xbf\n<html><table><tr><td>x</td></tr></table></html>", "spreadsheets.web_page",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "spreadsheets.not_a_table"),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "spreadsheets.not_a_table"),
    "a compressed CSV": (lambda: b"\x1f\x8b\x08" + b"x" * 100, "spreadsheets.archive"),
    "a zip cut in half": (lambda: book()[:300], "spreadsheets.not_a_table"),
}  # fmt: skip
