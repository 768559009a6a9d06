"""Tables to take away: all profiles, and the empty table to fill in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, abort, send_file, stream_with_context
from flask_login import current_user

from pin_app.access import is_staff, policy
from pin_app.db import db, now, writing
from pin_app.exchange import services, words
from pin_app.exchange.routes.blueprint import bp
from pin_app.exports import csv_for_excel, csv_for_machines, write_xlsx
from pin_app.i18n import direction
from pin_app.security import limit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Iterable[list[str]]
CSV: dict[str, Callable[[Rows], Iterable[str]]] = {"csv-excel": csv_for_excel, "csv": csv_for_machines}


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
    if kind == "xlsx":
        return _workbook(rows, name)
    lines: Any = stream_with_context(iter(CSV[kind](rows)))
    answer = Response(lines, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind.partition('-')[0]}")
    return answer


def _workbook(rows: Rows, name: str) -> Response:
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the response
    write_xlsx(target, rows, right_to_left=direction() == "rtl")
    target.seek(0)
    return send_file(target, mimetype=XLSX, as_attachment=True, download_name=f"{name}.xlsx")
