"""Tables as people send them, and as nobody should."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pin_app.exports import write_xlsx

HEADER = ("external_id", "kind", "name", "country")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CELLS = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER)
FIRST_ROW = f"<row>{CELLS}</row>"


def row(number: int = 1, **cells: Any) -> dict[str, str]:
    """One good row, with any cell changed or added."""
    usual = {"external_id": f"x{number}", "kind": "italian_firm", "name": f"Concia {number}", "country": "IT"}
    return usual | {name: str(cell) for name, cell in cells.items()}


def grid(rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """A header of every column that is used, then the rows."""
    names = list(dict.fromkeys(name for one in rows for name in one))
    return [names, *([one.get(name, "") for name in names] for one in rows)]


def csv_of(*rows: Mapping[str, str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a CSV file."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(grid(rows))
    return target.getvalue().encode(encoding)


def xlsx_of(*rows: Mapping[str, str]) -> bytes:
    """The rows as a workbook."""
    target = io.BytesIO()
    write_xlsx(target, grid(rows))
    return target.getvalue()


def book(sheet: str = FIRST_ROW, strings: str = "", before: str = "", **parts: str | bytes) -> bytes:
    """A workbook made by hand: what stands in its sheet, in its shared strings, and before its root."""
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
    relations = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
    ]
    sheets = f'<sheets><sheet name="A" sheetId="1" r:id="rId1" xmlns:r="{OFFICE}"/></sheets>'
    held: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/worksheets/sheet1.xml": before + data,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return zipped(held | {name.replace("__", "/"): part for name, part in parts.items()})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Files in an archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _relations(rows: Iterable[tuple[str, str, str]]) -> str:
    told = "".join(f'<Relationship Id="{a}" Type="{OFFICE}/{b}" Target="{c}"/>' for a, b, c in rows)
    return f'<Relationships xmlns="{RELATIONS}">{told}</Relationships>'
