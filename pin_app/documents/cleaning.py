"""Writing pictures and PDF files anew without what they tell about people, as a process of its own.

`python -m pin_app.documents.cleaning TYPE SOURCE TARGET` ends with 0, or prints the code of a refusal and
ends with 1. A hostile file hurts only this process, which may use little.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from contextlib import suppress

import pikepdf
from PIL import Image, ImageOps

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
LONGEST_SIDE = 3_000  # pixels; an A4 page is legible at half of it
MOST_MEMORY = 290 << 20
MOST_SECONDS = 5
UNWANTED = ("/Metadata", "/OpenAction", "/AA", "/AcroForm", "/Collection", "/PieceInfo", "/URI", "/AF")


class RefusedError(Exception):
    """What is wrong with a file, as a code."""


def clean_picture(kind: str, source: str, target: str) -> None:
    """Draw a picture anew, upright and not too large: place, camera and all other tags stay behind."""
    with Image.open(source, formats=[kind]) as picture:
        if picture.width * picture.height > MOST_PIXELS[kind]:
            raise RefusedError("document.too_many_pixels")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # lets a JPEG be decoded at a smaller scale
        mode = "RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB"
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        ImageOps.exif_transpose(picture, in_place=True)
        upright = picture.convert(mode)
    upright.info.clear()
    upright.getexif().clear()
    upright.save(target, kind, **({"compress_level": 4} if kind == "PNG" else {"quality": 88}))


def clean_pdf(kind: str, source: str, target: str) -> None:
    """Write a PDF file anew without title, author, traces of programs, scripts, forms and attached files."""
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            raise RefusedError("document.locked")
        if not len(pdf.pages):
            raise RefusedError("document.unreadable")
        pdf.flatten_annotations("all")  # what was typed into a form stays to be read
        with suppress(KeyError):
            del pdf.trailer["/Info"]
        for name in UNWANTED:
            if name in pdf.Root:
                del pdf.Root[name]
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if "/Names" in pdf.Root and name in pdf.Root["/Names"]:
                del pdf.Root["/Names"][name]
        for page in pdf.pages:
            for name in ("/Metadata", "/AA", "/PieceInfo", "/AF"):
                if name in page:
                    del page[name]
        pdf.remove_unreferenced_resources()
        pdf.save(target, static_id=True, linearize=False)


KINDS: dict[str, tuple[Callable[[str, str, str], None], str]] = {
    "image/jpeg": (clean_picture, "JPEG"),
    "image/png": (clean_picture, "PNG"),
    "image/webp": (clean_picture, "WEBP"),
    "application/pdf": (clean_pdf, "PDF"),
}


def main(media_type: str, source: str, target: str) -> int:
    """Clean one file within the limits of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    with suppress(ValueError, OSError):  # not every system knows this limit
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    Image.MAX_IMAGE_PIXELS = None  # refused by our own limit, before a pixel is decoded
    clean, kind = KINDS[media_type]
    try:
        clean(kind, source, target)
    except RefusedError as refusal:
        return _told(str(refusal))
    except MemoryError:
        return _told("document.too_many_pixels")
    except pikepdf.PasswordError:
        return _told("document.locked")
    except Exception:  # whatever the libraries stumble over: the file is no good, and its text may be private
        return _told("document.unreadable")
    return 0


def _told(code: str) -> int:
    sys.stdout.write(code)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
