"""Tables that go out: what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import phonenumbers
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pin_app import exports
from pin_app.errors import PinError
from pin_app.exports import csv_for_excel, csv_for_machines, neutral, original, separator_for, write_xlsx
from pin_app.sheets import Look

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def sheet_of(*rows: list[str], right_to_left: bool = False) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, rows, right_to_left=right_to_left)
    return target.getvalue()


def xml_of(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@given(TEXTS | st.builds("{}{}".format, st.sampled_from(["'", "=", "''+", " -", "@", "＝"]), TEXTS))
def test_what_was_neutralised_comes_back(text: str) -> None:
    assert original(neutral(text)) == text or exports.PHONE.fullmatch(text)


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "\t=1", " =1", "\u200b=1", "＝1", "-1", "@x"])
def test_what_calculates_gets_one_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        *("007", "'007", "390301234567", "2E5", "1/2", "13.20", "1-2", "2026-13", "9:30"),
        *(
            "mar-26",
            "MARCH1",
            "gen 26",
            "May 5, 2026",
            "5 maggio",
            "1gen",
            "SEP1",
            "20 Nov 2026",
            "'3 may",
            "9 pm",
            "9:30 AM",
        ),
    ],
)
def test_what_a_spreadsheet_would_show_otherwise_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert original(neutral(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("Concia", "'quoted'", "a=b", "1b", "لاہور", "محمّد\u200cعلی", "", "39 333"),
        *(
            "12",
            "0",
            "3M",
            "2026-01-31",
            "Marzotto 2",
            "Mario 5",
            "May",
            "gennaio",
            "Ottica 2000",
            "Marina 3",
        ),
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


def test_a_telephone_keeps_its_plus_and_gets_spaces_so_that_excel_leaves_it_whole() -> None:
    assert neutral("+393331234567") == "+39 333 123 4567"
    assert neutral("+923001234567") == "+92 300 1234567"
    assert neutral("+12025550123") == "+1 202 555 0123"
    assert neutral("+39 333 1234567") == "+39 333 1234567"


@pytest.mark.parametrize("text", ["+39", "+1+1", "+12 AND 3", "+0123456789", "+999999999999"])
def test_what_is_no_telephone_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_csv_for_excel_has_a_mark_and_the_separator_that_excel_expects() -> None:
    rows = [["name", "=1"], ['say "yes"', "x;y"]]
    assert "".join(csv_for_excel(rows)) == '\ufeffname;\'=1\r\n"say ""yes""";"x;y"\r\n'
    assert [separator_for(language) for language in ("it", "en", "ur")] == [";", ",", ","]


HOSTILE = (
    "=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "﹦1", "﹫x", "\t=1", "\r=1", "\n=1", " =1",
    "\0=1", "\x01=1", "\x1f", "\ufeff=1", "\u200f=1", "\u202e=1", "\u2066-1", "'=1", "''+1", "a\0b", "a\x01",
    "é\u200c=1", "a\n=1", '"=1', '";=1;"', "a;=1", "007", "2E5", "1/2", "9:30", "²=1", "Ⅷ=1", "۱=1", "١٢",
    "+393331234567", "+923001234567", "+39 333", "+12025550123", "+1+1", "2026-11-22", "لاہور",
    "محمّد\u200cعلی", "\u00a0=1", "\ud800", " ", "", "mar-26", "SEP1", "5 maggio", "Mario 5",
)  # fmt: skip


def cell_by_cell(rows: list[list[str]], separator: str) -> str:
    """What the file is when each cell is looked at by itself."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=separator, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return exports.BOM + lines.getvalue()


@pytest.mark.parametrize("typed", [lambda number: f"Name {number}", lambda number: "yes", str])
def test_a_column_is_made_safe_as_if_each_cell_were_looked_at(typed: Callable[[int], str]) -> None:
    """Among names that differ, among words that repeat, among numbers; at the ends of a batch."""
    for place, separator in ((0, ";"), (exports.AT_ONCE - 1, ","), (exports.AT_ONCE, ";")):
        grid = [[typed(number)] * len(HOSTILE) for number in range(exports.AT_ONCE + 1)]
        grid[place] = list(HOSTILE)
        assert "".join(csv_for_excel(grid, separator)) == cell_by_cell(grid, separator)


@given(st.lists(st.lists(st.sampled_from(HOSTILE) | TEXTS, min_size=2, max_size=3), max_size=4))
def test_rows_of_any_length_are_made_safe_too(rows: list[list[str]]) -> None:
    assert "".join(csv_for_excel(rows)) == cell_by_cell(rows, ";")


def test_csv_for_machines_is_unaltered() -> None:
    rows = [["name", "phone"], ["=1+1", "+393331234567"], ["a\nb", 'say "yes"']]
    text = "".join(csv_for_machines(rows))
    assert text.startswith("name,phone\r\n=1+1,+393331234567\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows


def test_a_workbook_holds_nothing_but_text() -> None:
    rows = [
        ["name", "phone"],
        ["=1+1", "+393331234567"],
        ["00123", "https://example.org"],
        ["", "2026-01-01"],
    ]
    content = sheet_of(*rows)
    sheet = load_workbook(io.BytesIO(content)).active
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert "<f>" not in xml_of(content)
    assert "hyperlink" not in xml_of(content)


def test_a_workbook_survives_what_no_sheet_can_hold() -> None:
    content = sheet_of(["a\x00\x0b\x1fb\ud800\uffff", "x" * 40_000])
    cells = [cell.value for cell in load_workbook(io.BytesIO(content)).active[1]]
    assert cells == ["ab", "x" * 32_767]


def test_text_that_looks_like_marked_up_text_is_text() -> None:
    hostile = "<r><t>x</t></r><f>1+1</f><r></r>"
    content = sheet_of(["name"], [hostile])
    assert load_workbook(io.BytesIO(content)).active["A2"].value == hostile
    assert "<f>" not in xml_of(content)


def test_a_text_of_nothing_but_control_characters_is_an_empty_cell() -> None:
    assert load_workbook(io.BytesIO(sheet_of(["a", "\x01\x02"], ["b"]))).active["B1"].value is None


@given(st.sampled_from(["39", "92"]), st.from_regex(r"3[0-9]{9}", fullmatch=True))
def test_the_short_way_to_write_a_mobile_number_is_the_library_s_way(country: str, number: str) -> None:
    parsed = phonenumbers.parse(f"+{country}{number}")
    expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert neutral(f"+{country}{number}") == expected


def test_a_sheet_for_urdu_runs_from_right_to_left() -> None:
    assert 'rightToLeft="1"' in xml_of(sheet_of(["نام"], right_to_left=True))
    assert "rightToLeft" not in xml_of(sheet_of(["name"]))


def test_a_workbook_is_written_to_a_file_too(tmp_path: Path) -> None:
    assert write_xlsx(tmp_path / "out.xlsx", [["a"], ["b"]]) == 2
    assert load_workbook(tmp_path / "out.xlsx").active["A2"].value == "b"


def test_more_rows_than_a_sheet_holds_are_refused_and_not_lost(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    with pytest.raises(PinError):
        write_xlsx(tmp_path / "out.xlsx", [["a"], ["b"], ["c"]])
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_can_be_read_filtered_and_printed() -> None:
    long = "Which of these would you like to see on the second day?"
    rows = [["Name", long, "Note"], ["Bhatti Sports Industries", "yes", "x" * 300], ["لاہور", "no", ""]]
    target = io.BytesIO()
    write_xlsx(target, rows, look=Look(name="People", title="Trade & sport", frozen=1))
    sheet = load_workbook(target).active
    assert sheet is not None
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert (sheet.title, widths) == ("People", [26, 24, 45])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:C3")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.oddHeader.left.text, sheet.oddFooter.center.text) == ("Trade && sport", "&P / &N")


def test_a_sheet_that_is_too_wide_for_a_page_is_not_made_small() -> None:
    scales = []
    for columns in (3, 12):
        book = load_workbook(io.BytesIO(sheet_of(["Heading"] * columns, ["x" * 40] * columns)))
        scales.append(book.worksheets[0].sheet_properties.pageSetUpPr.fitToPage)
    assert scales == [True, None]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_what_is_written_quickly_is_what_the_library_writes(texts: list[str]) -> None:
    texts = ["a", *texts, "a_x0041_", " a", "a ", "a & b", "<b>", "محمّد\u200cعلی"]
    bare = io.BytesIO()
    with xlsxwriter.Workbook(bare, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "head", book.add_format({"bold": True}))
        look = book.add_format({"num_format": "@"})
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(1, column, text, look)
    rows = [
        re.search('<row r="2".*?</row>', xml_of(made), re.S)
        for made in (sheet_of(["head"], texts), bare.getvalue())
    ]
    assert rows[0] and rows[1] and rows[0][0] == rows[1][0]


def test_a_second_sheet_tells_of_the_first() -> None:
    target, seen = io.BytesIO(), []

    def rows() -> Iterator[list[str]]:
        for text in ("Name", "=1+1"):
            seen.append(text)
            yield [text]

    def about() -> tuple[Look, list[list[str | int]]]:
        return Look(name="About"), [["Rows", len(seen)], ["Filter", "=2+2", "<r>x</r>"]]

    write_xlsx(target, rows(), about=about)
    book = load_workbook(target)
    assert [sheet.title for sheet in book.worksheets] == ["Sheet1", "About"]
    cells = [[(cell.value, cell.data_type) for cell in row] for row in book["About"].iter_rows()]
    assert cells == [
        [("Rows", "s"), (2, "n"), (None, "n")],
        [("Filter", "s"), ("=2+2", "s"), ("<r>x</r>", "s")],
    ]
