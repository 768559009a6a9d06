"""Make any text fit to be read: one line of NFKC, without control characters, of bounded length."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 2000
"""What is read of a text; a statement in a form is far shorter, and time stays bounded."""

_READ_FROM_RAW = 4 * MAX_CHARACTERS
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_plain(text: str) -> bool:
    """Is there nothing to mend but spaces?"""
    if text.isascii():
        return text.isprintable()
    return text.isprintable() and "\ufffd" not in text and unicodedata.is_normalized("NFKC", text)


def clean(text: str) -> str:
    """One line of NFKC text without control characters or lone surrogates, `MAX_CHARACTERS` at most."""
    if len(text) <= MAX_CHARACTERS and _is_plain(text):
        return " ".join(text.split())
    plain = _SURROGATE.sub(" ", text[:_READ_FROM_RAW])
    plain = unicodedata.normalize("NFKC", plain)[:_READ_FROM_RAW]
    return _SPACE.sub(" ", _INVISIBLE.sub("", plain)).strip()[:MAX_CHARACTERS]
