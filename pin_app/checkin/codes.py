"""QR codes: drawn for pages and paper, and read from a picture where a browser cannot."""

from __future__ import annotations

import logging
from io import BytesIO
from threading import BoundedSemaphore

import segno
from PIL import Image

log = logging.getLogger(__name__)
KINDS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12 << 20
MOST_PIXELS = {"JPEG": 60_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
MOST_AT_ONCE = 16_000_000  # pixels of a progressive JPEG, which lies in memory as a whole
MOST_PARTS = 500  # before the pixels of a JPEG; cameras write some dozens
MOST_PASSES = 100  # over all the pixels of a progressive JPEG, and of small ones inside it; ten are usual
AT_ONCE = 2  # pictures in one process: each takes a tenth of a second and some ten MB
PATIENCE = 5.0  # seconds to wait for one's turn
SIDE = 1_600  # pixels that are looked at: a code that fills a tenth of a picture is still read


def svg(content: str) -> str:
    """Return a QR code as an SVG document with a quiet zone; a quarter of it may be unreadable ("Q")."""
    made = BytesIO()
    segno.make_qr(content, error="q").save(made, kind="svg", scale=4, border=3, xmldecl=False, light="#fff")
    return made.getvalue().decode()


def data_uri(content: str) -> str:
    """Return a QR code as the address of an image, for a page."""
    return segno.make_qr(content, error="q").svg_data_uri(scale=4, border=3, light="#fff")


class TooManyError(Exception):
    """So many pictures are being read that the next one would wait too long."""


_turns = BoundedSemaphore(AT_ONCE)


def read(picture: bytes) -> str:
    """Return what the first QR code in a picture says; empty where there is none or it is no picture.

    A few are read at once, so that pictures never take all threads and the memory; raises TooManyError.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyError
    try:
        return _read(picture)
    finally:
        _turns.release()


def _read(picture: bytes) -> str:
    import zxingcpp  # noqa: PLC0415 -- only doors need it

    try:
        grey = _looked_at(picture)
        found = (
            zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
            if grey
            else []
        )
    except Exception as problem:  # what calls itself a picture can be broken in any way
        log.info("a picture could not be read: %s", type(problem).__name__)
        return ""
    return next((one.text for one in found if one.text), "")


def _looked_at(picture: bytes) -> Image.Image | None:
    """Return a picture in grey, not too large; None where it is refused before a pixel is decoded."""
    if picture.startswith(b"\xff\xd8") and not _is_of_a_camera(picture):
        return None
    with Image.open(BytesIO(picture[:MOST_BYTES]), formats=KINDS) as opened:
        most = MOST_AT_ONCE if "progressive" in opened.info else MOST_PIXELS[opened.format or "PNG"]
        if opened.width * opened.height > most:
            return None
        opened.draft("L", (SIDE, SIDE))
        opened.thumbnail((SIDE, SIDE), reducing_gap=2.0)
        return opened.convert("L")


def _is_of_a_camera(picture: bytes) -> bool:
    """Whether a JPEG has few parts: each costs work, and a small file can hold a million of them."""
    place = 2
    for _ in range(MOST_PARTS):
        mark = picture[place : place + 2]
        if mark == b"\xff\xda":
            return picture.count(mark) <= MOST_PASSES
        if mark[:1] != b"\xff":
            return False
        place += 1 if mark == b"\xff\xff" else 2 + int.from_bytes(picture[place + 2 : place + 4])
    return False
