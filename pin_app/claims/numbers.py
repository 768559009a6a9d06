"""Registration numbers behind claims: their forms, not their truth; a person's own number is refused."""

from __future__ import annotations

import re
import unicodedata

from stdnum.it import codicefiscale
from stdnum.pk import cnic

from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.profiles import identifiers

LONGEST = 40

# Issued by many bodies, each in its own manner: what is said here is that it is a number at all.
_ANY = re.compile(r"(?=.*[0-9].*[0-9])[A-Z0-9][A-Z0-9 ./_-]{2,38}")
# Matricola aziendale of INPS: ten digits.
_INPS = re.compile(r"[0-9]{10}")
# Codice ditta of INAIL: eight digits and up to two control digits.
_INAIL = re.compile(r"([0-9]{8})[ -]?([0-9]{0,2})")
# Protocol number of a DURC as the online service prints it.
_DURC = re.compile(r"(INPS|INAIL|CNCE)[_ -]?([0-9]{6,10})")

FORMS = {"it.inps": _INPS, "it.inail": _INAIL, "it.durc": _DURC}
# Whoever issued such a number must be named; of the other schemes it is known.
BODY_IS_ASKED = frozenset(
    {"pk.chamber", "pk.labour", "it.labour", "pk.union", "it.agreement", "score", "audit"}
)


def check(scheme: str, value: str) -> str:
    """Return a number in its written form; refuses an empty one, a wrong form and a person's own number."""
    typed = _ascii_digits(clean_line(value).upper())[: LONGEST + 1]
    if not typed:
        raise PinError("claim.number_missing")
    if cnic.is_valid(typed) or (codicefiscale.is_valid(typed) and len(codicefiscale.compact(typed)) == 16):
        raise PinError("profile.personal_number")
    if scheme in identifiers.CHECKS:
        return identifiers.check(scheme, typed)
    found = FORMS.get(scheme, _ANY).fullmatch(typed)
    if not found:
        raise PinError("claim.not_a_number")
    return "-".join(part for part in found.groups() if part) or typed


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
