"""Registration numbers by scheme: which a kind of party may state, and their forms (not their truth)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale, iva

from pin_app.errors import PinError
from pin_app.forms import clean_line

ITALIAN = ("it.vat", "it.rea", "it.cf")
PAKISTANI = ("pk.ntn", "pk.secp")
BY_KIND = {
    "diaspora_entrepreneur": ("it.vat", "it.rea", "pk.ntn"),
    "italian_firm": ITALIAN,
    "pakistani_firm": PAKISTANI,
    "investor": ("it.vat", "pk.ntn", "pk.secp"),
    "association": ("it.cf", "it.vat", "pk.ntn", "pk.secp"),
    "institution": ("it.cf", "it.vat", "pk.ntn"),
}
LONGEST = 40

# Repertorio Economico Amministrativo: two letters of the chamber's province and the number there; the
# electronic invoice FatturaPA 1.2 keeps them apart the same way (1.2.4.1 Ufficio, 1.2.4.2 NumeroREA).
_REA = re.compile(r"([A-Z]{2})[ -]?([0-9]{4,7})")
# National Tax Number of the Federal Board of Revenue: 7 digits (a letter may lead), a dash and a check digit
# that may be left out; see org-id.guide, list PK-NTN. How the check digit is computed is not published.
_NTN = re.compile(r"([A-Z0-9][0-9]{6})(?:-?([0-9]))?")
# Corporate Unique Identification Number of the Securities and Exchange Commission of Pakistan: 7 digits.
_CUIN = re.compile(r"(?:CUIN[ -]?)?([0-9]{7})")


def check(scheme: str, value: str) -> str:
    """Return a number in its one written form, empty for nothing; refuses a wrong form or unknown scheme."""
    typed = _ascii_digits(clean_line(value).upper())
    if scheme not in CHECKS:
        raise PinError("profile.unknown_scheme")
    if not typed:
        return ""
    return CHECKS[scheme](typed[: LONGEST + 1])


def _vat(typed: str) -> str:
    return _by_library(iva.validate, typed, "profile.not_a_vat_number")


def _tax_code(typed: str) -> str:
    """Eleven digits of a body; a person's own sixteen signs tell birth date and place and are not asked."""
    if codicefiscale.is_valid(typed) and len(codicefiscale.compact(typed)) == 16:
        raise PinError("profile.personal_number")
    return _by_library(codicefiscale.validate, typed, "profile.not_a_tax_code")


def _rea(typed: str) -> str:
    found = _REA.fullmatch(typed)
    if not found:
        raise PinError("profile.not_a_rea_number")
    return f"{found[1]}-{found[2]}"


def _ntn(typed: str) -> str:
    if (
        len(re.sub(r"\D", "", typed)) == 13
    ):  # an identity card's number, which for one person is the tax number
        raise PinError("profile.personal_number")
    found = _NTN.fullmatch(typed)
    if not found:
        raise PinError("profile.not_an_ntn")
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def _secp(typed: str) -> str:
    found = _CUIN.fullmatch(typed)
    if not found:
        raise PinError("profile.not_a_secp_number")
    return found[1]


def _ascii_digits(text: str) -> str:
    """Write digits of any keyboard, such as the Urdu one, as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _by_library(validate: Callable[[str], str], typed: str, code: str) -> str:
    try:
        return str(validate(typed))
    except ValidationError:
        raise PinError(code) from None


CHECKS: dict[str, Callable[[str], str]] = {
    "it.vat": _vat,
    "it.rea": _rea,
    "it.cf": _tax_code,
    "pk.ntn": _ntn,
    "pk.secp": _secp,
}
