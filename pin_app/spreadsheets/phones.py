"""Telephone numbers in tables: what a spreadsheet did to them is mended where it can be, else told."""

from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers

from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.place_names import COUNTRIES
from pin_app.spreadsheets.values import Doubtful

# A spreadsheet that took a number for an amount shows 3.93E+11: its last digits are gone.
ROUNDED = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,3})", re.IGNORECASE | re.ASCII)
AMOUNT = re.compile(
    r"(\d{6,15})[.,]0{1,2}", re.ASCII
)  # what a program made of a number, once it was an amount
Guard = Callable[[str, str], str]


def phone(cell: str, of_country: str, guard: Guard) -> str | Doubtful:
    """A number in E.164; one that lost its plus in a spreadsheet is mended, an odd one doubted.

    The guard makes a number of a text and a country, and refuses what is none. Lists mix both countries, so
    that a mobile of the other one that reads as a landline of this one is doubted as well.
    """
    typed = _whole(clean_line(cell))
    mended = _with_plus(typed, of_country)
    if mended:
        return Doubtful(mended, PinError("spreadsheets.plus_lost", phone=mended))
    found = guard(typed, of_country)
    if found and not phonenumbers.is_valid_number(phonenumbers.parse(found)):
        return Doubtful(found, PinError("spreadsheets.odd_phone", phone=found))
    if other := _mobile_elsewhere(typed, of_country) if found else "":
        return Doubtful(found, PinError("spreadsheets.phone_elsewhere", phone=found, other=other))
    return found


def _mobile_elsewhere(typed: str, of_country: str) -> str:
    """The mobile number of the other country that may be meant: 0300 1234567 is written so in Sialkot."""
    if typed.startswith(("+", "00")) or _is_mobile(typed, of_country):
        return ""
    return next((_valid(typed, one) for one in COUNTRIES if one != of_country and _is_mobile(typed, one)), "")


def _is_mobile(typed: str, country: str) -> bool:
    read = _valid(typed, country)
    kind = phonenumbers.number_type(phonenumbers.parse(read)) if read else None
    return kind == phonenumbers.PhoneNumberType.MOBILE


def _whole(typed: str) -> str:
    """The digits of what became an amount, where all are there."""
    if amount := AMOUNT.fullmatch(typed):
        return amount[1]
    if rounded := ROUNDED.fullmatch(typed):
        digits = rounded[1] + (rounded[2] or "")
        if len(digits) != int(rounded[3]) + 1 or not 9 < len(digits) < 16:
            raise PinError("spreadsheets.phone_rounded")
        return digits
    return typed


def _with_plus(typed: str, of_country: str) -> str:
    if not (typed.isascii() and typed.isdigit() and 9 < len(typed) < 16):
        return ""
    return "" if _valid(typed, of_country) else _valid(f"+{typed}", "")


def _valid(typed: str, of_country: str) -> str:
    try:
        parsed = phonenumbers.parse(typed, of_country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
