"""Tables as they come: separators, encodings, headers, workbooks."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from pin_app.errors import PinError
from pin_app.exchange.reading import read
from tests.exchange.tables import FIRST_ROW, HEADER, book, csv_of, row, xlsx_of

ITALIAN = row(city="Forlì", about="Società però già così, più di città")
URDU = row(name="گجرات فرنیچر", city="لاہور")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_separator_is_recognised(separator: str) -> None:
    table = read(csv_of(row(about="one, two; three"), separator=separator))
    assert (table.separator, table.lines[0][4]) == (separator, "one, two; three")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Latin-1 (Windows-1252)"),
        ("latin-1", "Latin-1 (Windows-1252)"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_each_encoding_is_recognised_and_said(encoding: str, said: str) -> None:
    table = read(csv_of(ITALIAN, encoding=encoding))
    assert (table.encoding, table.header[0], table.lines[0][4]) == (said, "external_id", "Forlì")


def test_one_accent_is_enough_for_latin_1() -> None:
    table = read(csv_of(row(name="Caffè Roma"), encoding="cp1252"))
    assert (table.encoding, table.lines[0][2]) == ("Latin-1 (Windows-1252)", "Caffè Roma")


def test_old_windows_arabic_is_recognised() -> None:
    table = read(csv_of(row(name="گجرات فرنيچر ہاؤس"), row(2, name="پنکھا ساز"), encoding="cp1256"))
    assert (table.encoding, table.lines[0][2]) == ("Windows-1256 (Arabic letters)", "گجرات فرنيچر ہاؤس")


def test_samples_show_letters_by_which_a_person_sees_the_encoding() -> None:
    assert read(csv_of(ITALIAN, URDU)).samples[0] == "Forlì"
    assert read(csv_of(row(about="plain – with a dash"))).samples == []


def test_a_hint_for_excel_names_the_separator() -> None:
    table = read(b"sep=;\r\n" + csv_of(row(), separator=";"))
    assert (table.separator, table.header, table.first) == (";", list(HEADER), 3)


def test_empty_lines_before_the_header_count() -> None:
    table = read(b"\n\n" + csv_of(row()))
    assert (table.header, table.first, len(table.lines)) == (list(HEADER), 4, 1)


@pytest.mark.parametrize("written", ["External ID", " external_id ", "EXTERNAL-ID", "\u200bexternal  id"])
def test_odd_headers_are_read_as_meant(written: str) -> None:
    assert read(csv_of(row()).replace(b"external_id", written.encode())).header[0] == "external_id"


def test_a_byte_order_mark_is_not_part_of_the_first_column() -> None:
    assert read(csv_of(row(), encoding="utf-8-sig")).header[0] == "external_id"


def test_apostrophes_of_an_export_for_excel_are_taken_off() -> None:
    assert read(csv_of(row(name="'=Uno"), separator=";")).lines[0][2] == "=Uno"


def test_apostrophes_of_a_csv_for_machines_stay() -> None:
    assert read(csv_of(row(name="'=Uno"))).lines[0][2] == "'=Uno"


def test_a_workbook_is_read_whatever_its_name() -> None:
    table = read(xlsx_of(ITALIAN, URDU))
    assert (table.form, table.header[:4], table.lines[1][2]) == ("XLSX", list(HEADER), "گجرات فرنیچر")


def test_numbers_of_a_workbook_come_as_a_person_types_them() -> None:
    cells = (
        '<c r="A2"><v>3.9333123456700001E+11</v></c><c><v>50000</v></c><c><v>1.5</v></c><c t="b"><v>1</v></c>'
    )
    table = read(book(f"{FIRST_ROW}<row>{cells}</row>"))
    assert table.lines == [["393331234567", "50000", "1.5", "yes"]]


def test_shared_and_rich_strings_are_read_without_their_pronunciation() -> None:
    strings = "<si><r><t>Con</t></r><r><t>cia</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>"
    table = read(book(f'{FIRST_ROW}<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>', strings))
    assert table.lines == [["Concia", "a\rb"]]


def test_gaps_in_a_sheet_keep_rows_and_columns_in_their_places() -> None:
    far = '<row r="4"><c r="C4" t="str"><v>Concia</v></c></row>'
    assert read(book(f"{FIRST_ROW}{far}")).lines == [[], [], ["", "", "Concia"]]


def test_the_first_sheet_that_is_shown_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    workbook, path = Workbook(), tmp_path_factory.mktemp("book") / "two.xlsx"
    workbook.active.append(["hidden"])
    workbook.active.sheet_state = "hidden"
    shown = workbook.create_sheet("shown")
    shown.append(list(HEADER))
    shown.append(list(row().values()))
    workbook.save(path)
    assert read(path.read_bytes()).header == list(HEADER)


def test_a_cell_as_long_as_a_sheet_can_hold_is_refused_since_its_end_may_be_lost() -> None:
    long = f'<row><c t="str"><v>{"a" * 32_767}</v></c></row>'
    with pytest.raises(PinError) as refusal:
        read(book(FIRST_ROW + long))
    assert (refusal.value.code, refusal.value.facts) == ("spreadsheets.full_cell", {"row": 2})


def test_an_empty_row_at_the_end_of_the_sheet_does_no_harm() -> None:
    assert read(book(f'{FIRST_ROW}<row r="1048576" customHeight="1"/>')).lines == []
