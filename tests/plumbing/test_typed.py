"""What stands in an address is a number, a page or a name, or nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.typed import PAGES_MOST, is_public_id, page_number, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("999999999", 999_999_999), ("1000000000", None), ("", None), ("-1", None),
     ("1.5", None), ("²", None), ("٣", None), (" 1", None)],
)  # fmt: skip
def test_a_whole_number_is_digits_of_which_there_are_few(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("asked", "page"),
    [("", 1), ("?page=3", 3), ("?page=0", 1), ("?page=-2", 1), ("?page=x", 1), ("?page=99999", PAGES_MOST),
     ("?page=9223372036854775808", 1)],
)  # fmt: skip
def test_what_is_no_sensible_page_is_the_first(app: Flask, asked: str, page: int) -> None:
    with app.test_request_context(f"/{asked}"):
        assert page_number() == page


@pytest.mark.parametrize(
    ("text", "fits"),
    [("abc234", True), ("a" * 20, True), ("a" * 21, False), ("", False), ("a-b", False), ("آ", False)],
)
def test_a_name_in_an_address_is_letters_and_digits(text: str, fits: bool) -> None:
    assert is_public_id(text) is fits
