"""From an upload over its report to profiles: nothing is stored before somebody has seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_staff, policy
from pin_app.db import db, reading
from pin_app.errors import PinError
from pin_app.exchange import reports, services, words
from pin_app.exchange.columns import REQUIRED
from pin_app.exchange.forms import UploadForm
from pin_app.exchange.reading import MOST_MB, Table, read
from pin_app.exchange.routes.blueprint import bp
from pin_app.exchange.services import keeping
from pin_app.exchange.services.keeping import Line, Upload
from pin_app.exchange.tasks import ask_for_matches
from pin_app.exports import csv_for_excel, separator_for
from pin_app.i18n import language
from pin_app.security import limit
from pin_app.typed import whole_number

MOST_ROWS = 3_000  # stored within a few seconds, for which other writers wait
PER_PAGE = 50
TOKEN = "/uploads/<string(length=43):token>"  # noqa: S105 -- a rule of an address


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a report's rows."""

    page: int
    pages: int
    lines: Sequence[Line]


@bp.get("")
@policy(is_staff)
def index() -> str:
    """Say what can come in and go out, and how."""
    return _start(UploadForm())


@bp.post("")
@policy(is_staff)
def check() -> ResponseReturnValue:
    """Check an upload, keep it for an hour and go to its report; nothing is stored yet."""
    limit("exchange.check", str(current_user.id), "60 per hour")
    form = UploadForm()
    if not form.validate_on_submit():
        return _start(form), 422
    user_id, content = current_user.id, form.content()
    db.session.rollback()  # checking takes seconds, in which others want to write
    try:
        with reading():
            table = _small_enough(read(content))
            report = services.import_table(table, dry_run=True)
            db.session.rollback()
    except PinError as refusal:
        form.refuse(str(refusal))
        return _start(form), 422
    return redirect(url_for("exchange.report", token=keeping.keep(content, table, report, user_id)))


@bp.get(TOKEN)
@policy(is_staff)
def report(token: str) -> str:
    """Show what would become, or became, of each row."""
    upload = _own(token)
    told = [line for line in upload.lines if line.faults or line.doubts]
    shows_all = request.args.get("rows") == "all" or not told
    leaf = _leaf(upload.lines if shows_all else told)
    return render_template(
        "exchange/report.html", upload=upload, told=len(told), shows_all=shows_all, leaf=leaf, words=words
    )


@bp.get(f"{TOKEN}/report.csv")
@policy(is_staff)
def report_as_csv(token: str) -> Response:
    """Hand out the whole report, for a spreadsheet."""
    lines = "".join(csv_for_excel(reports.lines(_own(token).lines), separator_for(language())))
    answer = Response(lines, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="pin-import-report.csv")
    return answer


@bp.post(f"{TOKEN}/take-in")
@policy(is_staff)
def take_in(token: str) -> ResponseReturnValue:
    """Store exactly what was checked, all or nothing; sent twice, it is done once."""
    upload = _own(token)
    content = keeping.content_of(upload)
    if content is not None and not upload.stored:
        db.session.rollback()  # reading takes seconds, in which others want to write
        table = read(content)
        outcome = services.import_table(table)
        db.session.commit()
        keeping.settle(upload, table, outcome)
        ask_for_matches(outcome)
    return redirect(url_for("exchange.report", token=token))


@bp.post(f"{TOKEN}/throw-away")
@policy(is_staff)
def throw_away(token: str) -> ResponseReturnValue:
    """Delete an upload that shall not be taken in."""
    keeping.throw_away(_own(token))
    flash(_("The upload is deleted. Nothing was stored."), "info")
    return redirect(url_for("exchange.index"))


def _start(form: UploadForm) -> str:
    return render_template(
        "exchange/index.html", form=form, words=words, required=REQUIRED, most_mb=MOST_MB, most_rows=MOST_ROWS
    )


def _small_enough(table: Table) -> Table:
    if len(table.lines) > MOST_ROWS:
        raise PinError("exchange.too_many_for_page", rows=len(table.lines), most=MOST_ROWS)
    return table


def _own(token: str) -> Upload:
    return keeping.find(token, current_user.id) or abort(404)


def _leaf(lines: Sequence[Line]) -> Leaf:
    pages = max(1, -(-len(lines) // PER_PAGE))
    typed = request.args.get("page", "1")
    asked = whole_number(typed, 6) or 1
    page = max(1, min(asked, pages))
    return Leaf(page, pages, lines[(page - 1) * PER_PAGE : page * PER_PAGE])
