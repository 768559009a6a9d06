"""Files as people send them, and files that were made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

import pikepdf
from PIL import Image

MARK = "Gulberg marker 7731"


@cache
def photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG") -> bytes:
    """A photo that was taken upright at a place, by a camera, with a comment."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x9286] = 6, MARK, MARK
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (31.0, 30.0, 1.0), "E", (74.0, 20.0, 2.0)
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(
        target, kind, exif=tags, **({"comment": MARK} if kind == "JPEG" else {})
    )
    return target.getvalue()


@cache
def pdf(password: str = "", trap: bool = True) -> bytes:
    """A PDF file with an author, XMP, an attached file and a script that starts by itself."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = MARK
        with made.open_metadata() as told:
            told["dc:creator"] = [MARK]
        if trap:
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{MARK}')")
            made.Root.OpenAction = made.make_indirect(script)
            made.attachments["x.txt"] = MARK.encode()
        target = io.BytesIO()
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        made.save(target, encryption=locked)
    return target.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, megabytes: int) -> bytes:
    """A PNG that says it has some size and carries so many megabytes of nothing, packed to a thousandth."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def flood() -> bytes:
    """A PNG of 200 kilobytes that says it has 900 million pixels."""
    return png(30_000, 30_000, 200)


def lying_png() -> bytes:
    """A PNG that says it is small and carries two hundred megabytes of packed rows."""
    return png(100, 100, 200)


def largest_png() -> bytes:
    """The largest picture with transparency that is taken."""
    return png(4_000, 4_000, 65)


def text_bomb() -> bytes:
    """A PNG whose remark unpacks to two hundred megabytes."""
    plain = photo(kind="PNG")
    packed = b"Comment\x00\x00" + zlib.compress(bytes(200 << 20), 9)
    chunk = (
        struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))
    )
    return plain[:33] + chunk + plain[33:]


@cache
def pdf_bomb() -> bytes:
    """A PDF file whose one stream of objects unpacks to 400 megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(400)) + packer.flush()
    parts = [
        b"%PDF-1.5\n",
        b"1 0 obj<</Type/Catalog/Pages 3 0 R>>endobj\n",
        b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed),
        packed,
        b"\nendstream endobj\n",
    ]
    body = b"".join(parts)
    one, two = body.index(b"1 0 obj"), body.index(b"2 0 obj")
    here = len(body)
    table = b"".join(
        struct.pack(">BIB", *row) for row in ((0, 0, 0), (1, one, 0), (1, two, 0), (2, 2, 0), (1, here, 0))
    )
    packed_table = zlib.compress(table)
    return (
        body
        + b"4 0 obj<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % len(packed_table)
        + packed_table
        + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % here
    )


def archive() -> bytes:
    """A ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("a.class", "code")
    return target.getvalue()


def inside_photo(words: bytes) -> bytes:
    """A photo with a remark at its beginning."""
    return photo()[:20] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + photo()[20:]


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
REFUSED = {
    "an SVG picture": (lambda: SVG, "document.wrong_type"),
    "an SVG picture with a declaration": (lambda: b"<?xml version='1.0'?>" + SVG, "document.wrong_type"),
    "a page": (lambda: b"<!doctype html><html><script>alert(1)</script></html>", "document.wrong_type"),
    "a page behind spaces": (lambda: b"\n\n  <html><body onload=alert(1)>", "document.wrong_type"),
    "a program": (lambda: b"MZ\x90\x00" + bytes(200), "document.wrong_type"),
    "an archive": (archive, "document.wrong_type"),
    "a text": (lambda: b"Invoice 12, Sialkot", "document.wrong_type"),
    "nothing": (lambda: b"", "document.empty"),
    "a PDF file behind something else": (lambda: b"<html>" + pdf(), "document.wrong_type"),
    "a photo that is an archive too": (lambda: photo() + archive(), "document.two_things"),
    "a PDF file that is an archive too": (lambda: pdf() + archive(), "document.two_things"),
    "a photo that is a page too": (lambda: inside_photo(b"<html><script>x"), "document.two_things"),
    "a photo that is a PDF file too": (lambda: inside_photo(b"%PDF-1.4"), "document.two_things"),
    "half a photo": (lambda: photo((900, 900))[:700], "document.unreadable"),
    "a PDF file by its first line only": (lambda: b"%PDF-1.7\n" + b"x" * 300, "document.unreadable"),
    "a PDF file behind a password": (lambda: pdf("five mango trees"), "document.locked"),
    "a flood of pixels": (flood, "document.too_many_pixels"),
    "a remark that unpacks without end": (text_bomb, "document.unreadable"),
    "eleven megabytes": (lambda: pdf() + bytes(11 << 20), "document.too_large"),
}  # fmt: skip
