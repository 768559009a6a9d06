"""QR codes as drawings, for pages and for paper."""

from __future__ import annotations

from io import BytesIO

import segno


def svg(content: str) -> str:
    """Return a QR code as an SVG document with a quiet zone; a quarter of it may be unreadable ("Q")."""
    made = BytesIO()
    segno.make_qr(content, error="q").save(made, kind="svg", scale=4, border=3, xmldecl=False, light="#fff")
    return made.getvalue().decode()


def data_uri(content: str) -> str:
    """Return a QR code as the address of an image, for a page."""
    return segno.make_qr(content, error="q").svg_data_uri(scale=4, border=3, light="#fff")
