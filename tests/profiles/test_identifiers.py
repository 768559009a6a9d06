"""Registration numbers are checked for form."""

from __future__ import annotations

import pytest

from pin_app.errors import PinError
from pin_app.profiles import identifiers


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("it.vat", "IT 00743110157", "00743110157"),
        ("it.vat", "۰۰۷۴۳۱۱۰۱۵۷", "00743110157"),
        ("it.cf", "00743110157", "00743110157"),
        ("it.rea", "mi 1234567", "MI-1234567"),
        ("pk.ntn", "4174941-3", "4174941-3"),
        ("pk.ntn", "4174941", "4174941"),
        ("pk.secp", "CUIN 0012345", "0012345"),
        ("pk.secp", "", ""),
    ],
)
def test_a_number_is_kept_in_one_form(scheme: str, typed: str, kept: str) -> None:
    assert identifiers.check(scheme, typed) == kept


@pytest.mark.parametrize(
    ("scheme", "typed", "code"),
    [
        ("it.vat", "00743110158", "profile.not_a_vat_number"),
        ("it.vat", "9" * 100_000, "profile.not_a_vat_number"),
        ("it.cf", "RCCMNL83S18D969H", "profile.personal_number"),
        ("it.cf", "123", "profile.not_a_tax_code"),
        ("it.rea", "1234567", "profile.not_a_rea_number"),
        ("pk.ntn", "34201-0891231-8", "profile.personal_number"),
        ("pk.ntn", "41749", "profile.not_an_ntn"),
        ("pk.secp", "12", "profile.not_a_secp_number"),
        ("xx.yy", "12", "profile.unknown_scheme"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(scheme: str, typed: str, code: str) -> None:
    with pytest.raises(PinError) as caught:
        identifiers.check(scheme, typed)
    assert caught.value.code == code


def test_every_kind_asks_for_numbers_that_can_be_checked() -> None:
    asked = {scheme for schemes in identifiers.BY_KIND.values() for scheme in schemes}
    assert asked == set(identifiers.CHECKS)
