"""Names of files that people take away: in their own letters, and safe in a header and on every disk."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

MOST = 60  # letters of one part


def of_parts(*parts: str) -> str:
    """Join the letters and digits of some words; marks that stand above or below letters are left out."""
    cleaned = ("-".join(re.findall(r"\w+", _without_marks(part)))[:MOST].strip("-_") for part in parts)
    return "-".join(part.casefold() for part in cleaned if part)


def attachment(name: str, plain: str = "") -> str:
    """Return the header of a file to keep, with its name in ASCII and, beside that, in its own letters.

    A header holds ASCII alone, and Gunicorn sends no other. `plain` is said where no letter is left in ASCII.
    """
    stem, _, ending = name.rpartition(".")
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    kept = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9._-]", "", letters)).strip("-_.")
    shown = kept if re.search("[A-Za-z]", kept) or not plain else plain
    own = f"; filename*=UTF-8''{quote(name, safe='')}" if name != f"{shown}.{ending}" else ""
    return f'attachment; filename="{shown}.{ending}"{own}'


def _without_marks(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Mn")
