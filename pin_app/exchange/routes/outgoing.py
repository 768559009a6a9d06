"""Tables to take away: all profiles, and the empty table to fill in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, abort, stream_with_context
from flask_login import current_user

from pin_app.access import is_staff, policy
from pin_app.db import db, now, writing
from pin_app.exchange import services, words
from pin_app.exchange.routes.blueprint import bp
from pin_app.exports import csv_for_excel, csv_for_machines, separator_for, write_xlsx
from pin_app.i18n import direction, language
from pin_app.security import limit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 1 << 16
Rows = Iterable[list[str]]


@bp.get("/template/<kind>")
@policy(is_staff)
def template(kind: str) -> Response:
    """Hand out the header alone."""
    if kind not in words.EXPORTS:
        abort(404)
    return _file(kind, services.template_rows(), "pin-template")


@bp.get("/profiles/<kind>")
@policy(is_staff)
def export(kind: str) -> Response:
    """Hand out every profile that was sent to staff, and note in the trail who took it."""
    if kind not in words.EXPORTS:
        abort(404)
    limit("exchange.export", str(current_user.id), "30 per hour")
    with writing():
        services.note_export(kind)
        db.session.commit()
    return _file(kind, services.export_rows(), f"pin-profiles-{now():%Y-%m-%d}")


def _file(kind: str, rows: Rows, name: str) -> Response:
    pieces: Any = stream_with_context(_pieces(kind, rows))
    answer = Response(pieces, mimetype=XLSX if kind == "xlsx" else "text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind.partition('-')[0]}")
    return answer


def _pieces(kind: str, rows: Rows) -> Iterator[Any]:
    """Ask for the language here: while the pieces go out, nobody is signed in any more."""
    if kind == "xlsx":
        return _workbook(rows, right_to_left=direction() == "rtl")
    return iter(csv_for_machines(rows) if kind == "csv" else csv_for_excel(rows, separator_for(language())))


def _workbook(rows: Rows, *, right_to_left: bool) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as target:
        write_xlsx(target, rows, right_to_left=right_to_left)
        target.seek(0)
        while piece := target.read(PIECE):
            yield piece
