"""From the bytes of a CSV file to text: which encoding it is in, said so that a person can check."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from pin_app.errors import PinError

# What Excel on Windows and on older Macs writes when it is not asked for UTF-8. By what people call them.
OLD_CODE_PAGES = {
    "cp1252": "Latin-1 (Windows-1252)",
    "cp1256": "Windows-1256 (Arabic letters)",
    "mac_roman": "Mac Roman",
}
LINES_LOOKED_AT = 300
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: UTF-8, UTF-16 with a mark, or an old code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(_strictly(content, "utf-16")), "UTF-16"
    if b"\0" in content:
        raise PinError("spreadsheets.nul")
    try:
        return _checked(content.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError:
        return _old_text(content)


def _old_text(content: bytes) -> tuple[str, str]:
    telling = [line for line in content.splitlines() if not line.isascii()][:LINES_LOOKED_AT]
    best = from_bytes(b"\n".join(telling)[:60_000], cp_isolation=list(OLD_CODE_PAGES)).best()
    encoding = best.encoding if best is not None and best.encoding in OLD_CODE_PAGES else "cp1252"
    return _checked(_strictly(content, encoding)), OLD_CODE_PAGES[encoding]


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise PinError("spreadsheets.unknown_encoding") from None


def _checked(text: str) -> str:
    if "\0" in text:
        raise PinError("spreadsheets.nul")
    if _CONTROL.search(text[:20_000]):
        raise PinError("spreadsheets.not_a_table")
    if text.lstrip()[:1] == "<":
        raise PinError("spreadsheets.web_page")
    return text
