"""Single cells: what is read, what is doubted, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pin_app.errors import PinError
from pin_app.exchange.cells import join, split
from pin_app.exchange.columns import CELLS
from pin_app.spreadsheets.values import Doubtful


def read(column: str, cell: str, country: str = "IT") -> Any:
    found = CELLS[column](cell, country)
    return (found.value, found.doubt.code) if isinstance(found, Doubtful) else found


def refused(column: str, cell: str, country: str = "IT") -> str:
    with pytest.raises(PinError) as refusal:
        CELLS[column](cell, country)
    return refusal.value.code


@given(
    st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=8), max_size=6)
)
def test_any_values_survive_a_cell(values: list[str]) -> None:
    assert split(join(values)) == values


def test_backslashes_of_others_stay() -> None:
    assert split(r"C:\new\table | second") == [r"C:\new\table", "second"]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("50000", 50_000),
        ("50.000", 50_000),
        ("50.000,00", 50_000),
        ("50,000.00", 50_000),
        ("1 250 000", 1_250_000),
        ("12,34,567", 1_234_567),
        ("€ 1.500", 1500),
        ("1500 EUR", 1500),
        ("۵۰۰۰", 5000),
        ("", None),
    ],
)
def test_amounts_as_italians_and_pakistanis_write_them(cell: str, amount: int | None) -> None:
    assert read("seeks_eur", cell) == amount


def test_cents_are_rounded_and_told() -> None:
    assert read("seeks_eur", "1234,5") == (1235, "exchange.cents")


@pytest.mark.parametrize("cell", ["-5", "1,234,50", "1.2.3", "12a", "1E+06", "NaN", "9" * 400, "1.234,567"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    assert refused("seeks_eur", cell) in ("profile.not_a_number", "profile.out_of_range")


def test_two_and_a_half_people_are_refused() -> None:
    assert refused("employees", "2,5") == "profile.not_a_number"
    assert read("employees", "2,0") == 2


@pytest.mark.parametrize(
    ("cell", "country", "found"),
    [
        ("+39 333 123 4567", "PK", "+393331234567"),
        ("333 1234567", "IT", "+393331234567"),
        ("0300-1234567", "PK", "+923001234567"),
        ("'+393331234567", "IT", "+393331234567"),
        ("393331234567", "IT", "+393331234567"),
        ("923001234567", "IT", ("+923001234567", "spreadsheets.plus_lost")),
        ("+39 000 1234567", "IT", ("+390001234567", "spreadsheets.odd_phone")),
        ("0300-1234567", "IT", ("+3903001234567", "spreadsheets.phone_elsewhere")),
        ("+39 0300 1234567", "IT", "+3903001234567"),
        ("0039 0300 1234567", "IT", "+3903001234567"),
        ("030 1234567", "IT", "+390301234567"),
        ("0432 1234567", "IT", "+3904321234567"),
        ("", "IT", ""),
    ],
)
def test_telephones_keep_or_get_back_their_plus(cell: str, country: str, found: Any) -> None:
    assert read("phone", cell, country) == found


@pytest.mark.parametrize("cell", ["3.93E+11", "3,93331E+11", "3E11"])
def test_a_telephone_that_a_spreadsheet_rounded_is_refused(cell: str) -> None:
    assert refused("phone", cell) == "spreadsheets.phone_rounded"


@pytest.mark.parametrize(
    ("cell", "country", "code"),
    [
        ("IT-25", "IT", "IT-25"),
        ("it-25", "IT", "IT-25"),
        ("25", "IT", "IT-25"),
        ("PB", "PK", "PK-PB"),
        ("Lombardia", "IT", "IT-25"),
        ("Lombardy", "IT", "IT-25"),
        ("Bergamo", "IT", "IT-BG"),
        ("پنجاب", "PK", "PK-PB"),
    ],
)
def test_regions_are_known_by_code_and_by_name(cell: str, country: str, code: str) -> None:
    assert read("region", cell, country) == code


def test_a_region_of_the_other_country_is_refused() -> None:
    assert refused("region", "Punjab", "IT") == "exchange.unknown_region"
    assert refused("region", "IT-25", "PK") == "exchange.unknown_region"


def test_districts_are_read_as_meant_and_unknown_ones_kept_with_a_doubt() -> None:
    assert read("home_district", "gujrat") == "Gujrat"
    assert read("home_district", "گجرات") == ("Gujrat", "exchange.read_as")
    assert read("home_district", "Nowhere at all") == ("Nowhere at all", "exchange.unknown_district")


@pytest.mark.parametrize(
    ("cell", "code"), [("it", "IT"), ("Pakistan", "PK"), ("Italia", "IT"), ("پاکستان", "PK")]
)
def test_countries_are_known_by_code_and_by_name(cell: str, code: str) -> None:
    assert read("country", cell) == code


def test_codes_may_be_written_as_words() -> None:
    assert read("kind", "Italian firm") == "italian_firm"
    assert read("invest_instruments", "Joint Venture|equity") == ["equity", "joint_venture"]
    assert read("languages", "IT|ur") == ["it", "ur"]


@pytest.mark.parametrize(
    ("cell", "said"), [("Sì", True), ("ہاں", True), ("NO", False), ("نہیں", False), ("", None)]
)
def test_yes_and_no_in_three_languages(cell: str, said: bool | None) -> None:
    assert read("women_led", cell) is said


def test_maybe_is_neither() -> None:
    assert refused("women_led", "maybe") == "spreadsheets.not_yes_or_no"


def test_a_thousand_values_in_a_cell_are_refused_before_they_are_read() -> None:
    assert refused("sectors", "13|" * 1000) == "exchange.too_many_values"
