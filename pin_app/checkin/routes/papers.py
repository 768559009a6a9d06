"""What is printed: the list for the door, badges, and certificates of everybody who was there."""

from __future__ import annotations

from flask import Response

from pin_app import pdf


def as_file(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser keeps as a file."""
    answer = Response(content, mimetype=pdf.MIMETYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return answer
