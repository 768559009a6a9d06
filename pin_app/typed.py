"""What people type into an address: whole numbers, pages of lists and the names of things."""

from __future__ import annotations

import unicodedata

from flask import request

PAGES_MOST = 10_000
LONGEST_ID = 20


def whole_number(text: str, digits: int = 9) -> int | None:
    """Return the number that a text of so many digits at most says; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def page_number() -> int:
    """Return which page of a list was asked for; what is no sensible number is the first."""
    asked = whole_number(request.args.get("page", ""), 5)
    return min(max(asked or 1, 1), PAGES_MOST)


def is_public_id(text: str) -> bool:
    """Whether a text has the form of a name in an address, so that the store may be asked for it."""
    return text.isascii() and text.isalnum() and len(text) <= LONGEST_ID


def letters_of_code(text: str) -> str:
    """Return the letters and digits of a code on paper, also where an Urdu keyboard wrote ۲ for 2."""
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.upper())
    return "".join(sign for sign in digits if sign.isascii() and sign.isalnum())
