"""Taking a list away as a file, and what was taken away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_login import current_user

from pin_app import pdf
from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.attendees import choosing, forms, naming
from pin_app.attendees.queries import kept
from pin_app.attendees.routes.blueprint import AT, arguments, bp, listing, wanted
from pin_app.attendees.services import Order, take
from pin_app.attendees.telling import telling
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.policies import may_export
from pin_app.events.routes.blueprint import event_or_404
from pin_app.filenames import attachment
from pin_app.security import limit
from pin_app.typed import whole_number

PIECE = 1 << 16
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv-excel": "text/csv",
    "csv": "text/csv",
    "pdf": pdf.MIMETYPE,
}


@bp.get(f"{AT}/export")
@policy(is_organiser)
def ask(public_id: str) -> str:
    """Ask what shall be taken away, and what for."""
    event = event_or_404(public_id, may_export)
    return _page(event, forms.ExportForm())


@bp.post(f"{AT}/export")
@policy(is_organiser)
def export(public_id: str) -> ResponseReturnValue:
    """Hand out the list of the people whom the address asks for; who took it, and what for, is noted."""
    limit("attendees.export", str(current_user.id), "60 per hour")
    event = event_or_404(public_id, may_export)
    form = forms.ExportForm().offer(listing(event))
    if not form.validate():
        return _page(event, form), 422
    order = Order(forms.preset(request.args), form.form.data, form.purpose.data, wanted(event), form.keys())
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when it was sent
    try:
        with force_locale(form.language.data):
            name = attachment(naming.name_of(event, order), naming.plain_name_of(event, order))
            take(event, order, target, me(), tell=telling(order.purpose, me()))
        db.session.commit()
    except PinError as refusal:
        target.close()
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(event_or_404(public_id, may_export), form), 422
    except Exception:
        target.close()
        raise
    return _file(target, name, order.form)


@bp.get(f"{AT}/exports")
@policy(is_organiser)
def exports(public_id: str) -> str:
    """Show the lists that were taken away, by whom and what for."""
    event = event_or_404(public_id)
    typed = request.args.get("page", "1")
    page = whole_number(typed, 6) or 1
    return render_template("attendees/exports.html", event=event, found=kept.exports_of(event, max(page, 1)))


def _page(event: Event, form: forms.ExportForm) -> str:
    found = listing(event)
    return render_template(
        "attendees/export.html", event=event, listing=found, form=form.offer(found),
        arguments=arguments(found), groups=choosing.grouped(found.allowed),
    )  # fmt: skip


def _file(target: BinaryIO, name: str, form: str) -> Response:
    size = target.tell()
    answer = Response(_pieces(target), mimetype=TYPES[form])
    answer.headers["Content-Disposition"] = name
    answer.content_length = size
    answer.call_on_close(target.close)
    return answer


def _pieces(target: BinaryIO) -> Iterator[bytes]:
    with target:
        target.seek(0)
        while piece := target.read(PIECE):
            yield piece
