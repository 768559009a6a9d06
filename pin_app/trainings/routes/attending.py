"""Who was at which session: the grid, the same as a workbook, and ticks from a list on paper."""

from __future__ import annotations

import io
import secrets

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pin_app import exports
from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.checkin.services import tick
from pin_app.db import db, now, snapshot
from pin_app.i18n import direction
from pin_app.registrations import queries as registrations
from pin_app.security import limit
from pin_app.trainings import policies, queries, services, showing
from pin_app.trainings.attendance import line_of, present_at
from pin_app.trainings.forms import PaperForm, PurposeForm, chosen
from pin_app.trainings.leafing import leaf
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.routes.blueprint import bp, series_or_404
from pin_app.trainings.sessions import Session
from pin_app.typed import page_number

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = "60 per hour"


@bp.get("/trainings/<public_id>/attendance")
@policy(is_organiser)
def attendance(public_id: str) -> str:
    """Show the grid, a page of people at a time."""
    return _grid(series_or_404(public_id), PurposeForm())


@bp.post("/trainings/<public_id>/export")
@policy(is_organiser)
def export_attendance(public_id: str) -> ResponseReturnValue:
    """Hand out the whole grid as a workbook; who took it and what for is noted."""
    series, form = series_or_404(public_id, policies.may_export), PurposeForm()
    limit("trainings.export", str(me().id), EXPORTS)
    if not form.validate():
        return _grid(series, form), 422
    target = io.BytesIO()
    with snapshot():  # a long list is read and written while nobody else has to wait
        rows = (
            exports.write_xlsx(target, showing.table(series, now()), right_to_left=direction() == "rtl") - 1
        )
    series = series_or_404(public_id, policies.may_export)  # a right may have been withdrawn meanwhile
    record("training.attendance_exported", series, rows=rows, purpose=form.purpose.data)
    db.session.commit()
    answer = Response(target.getvalue(), mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"attendance-{series.public_id}.xlsx")
    return answer


@bp.get("/trainings/<public_id>/attendance/<session_key>")
@policy(is_organiser)
def paper(public_id: str, session_key: str) -> str:
    """Show the people of one session with ticks for those who were there."""
    series = series_or_404(public_id)
    session = _session(series, session_key)
    expected = queries.expected_at(session.event)
    there = queries.there_at(session)
    return render_template(
        "trainings/paper.html",
        series=series,
        session=session,
        found=leaf(expected, page_number(), PER_PAGE),
        there=there,
        form=PaperForm(data={"key": secrets.token_hex(8)}),
    )


@bp.post("/trainings/<public_id>/attendance/<session_key>")
@policy(is_organiser)
def mark(public_id: str, session_key: str) -> ResponseReturnValue:
    """Take over the ticks of one page of a list on paper."""
    series = series_or_404(public_id)
    session, form = _session(series, session_key), PaperForm()
    page = leaf(queries.expected_at(session.event), page_number(), PER_PAGE).items
    known = [(one.public_id, one.id) for one in page]
    ticked, shown = (chosen(known, request.form.getlist(name)) for name in ("there", "was_there"))
    item_id = session.item.id if session.item else None
    came, undone = tick(session.event, session.days[0], item_id, page, ticked, shown, form.key_of(), me())
    db.session.commit()
    flash(_("Noted: %(came)s came, %(undone)s taken back.", came=came, undone=undone), "success")
    return redirect(
        url_for("trainings.paper", public_id=public_id, session_key=session_key, page=page_number())
    )


@bp.post("/trainings/<public_id>/people/<registration_id>/name")
@policy(is_organiser)
def join_names(public_id: str, registration_id: str) -> ResponseReturnValue:
    """Write one name at all dates for somebody who was corrected at one of them."""
    series, registration = series_or_404(public_id), registrations.by_public_id(registration_id)
    if registration is None or queries.series_of(registration.event) != series:
        abort(404)
    joined = services.join_names(series, registration, request.form.get("other", ""), me())
    at = url_for("registrations.one", public_id=registration.event.public_id, registration_id=registration_id)
    db.session.commit()
    flash(ngettext("Corrected at one more date.", "Corrected at %(num)s more dates.", joined), "success")
    return redirect(at)


def _grid(series: TrainingSeries, form: PurposeForm) -> str:
    sessions, seen, people = (
        queries.counted_sessions(series),
        queries.check_ins_in(series),
        queries.people_in(series),
    )
    found, moment = leaf(people, page_number(), PER_PAGE), now()
    return render_template(
        "trainings/attendance.html",
        series=series,
        sessions=sessions,
        found=found,
        lines=[line_of(person, sessions, seen, moment) for person in found.items],
        present=present_at(people, sessions, seen),
        form=form,
        may_export=policies.may_export(me(), series),
    )


def _session(series: TrainingSeries, key: str) -> Session:
    found = next((one for one in queries.counted_sessions(series) if one.key == key), None)
    return found or abort(404)
