"""Which kinds of file are taken, told by their content and never by their name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import puremagic

from pin_app.errors import PinError

ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
HEAD, TAIL = 4096, 66_000  # a ZIP archive says within its last 65,557 bytes that it is one
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<body", b"<iframe")


def of_file(path: Path) -> str:
    """Return the media type of a file; refuses other kinds, and files that are two things at once."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read()
    found = _type(head)
    if found not in ENDINGS:
        raise PinError("document.wrong_type")
    if _is_second_thing(found, head, tail):
        raise PinError("document.two_things")
    return found


def _type(head: bytes) -> str:
    if not head:
        raise PinError("document.empty")
    try:
        return str(puremagic.magic_string(head)[0].mime_type)
    except puremagic.PureError:
        return ""


def _is_second_thing(found: str, head: bytes, tail: bytes) -> bool:
    """Whether a browser, a PDF reader or an archiver could take the file for something of its own kind.

    Pictures are drawn anew and PDF files written anew anyway: this refuses what was built to deceive.
    """
    start = head[:1024].lower()
    if any(mark in start for mark in MARKUP) or zipfile.is_zipfile(io.BytesIO(tail)):
        return True
    return found != "application/pdf" and b"%pdf-" in start
