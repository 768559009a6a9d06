"""Bringing a list in: sending it, and saying what is in which column."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.attendees import forms_of_imports as forms
from pin_app.attendees import tasks
from pin_app.attendees.incoming import grids, showing, words
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.attendees.routes.blueprint import AT, bp
from pin_app.attendees.services import bringing
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import event_or_404
from pin_app.jobs import enqueue
from pin_app.security import limit
from pin_app.spreadsheets.reading import MOST_MB
from pin_app.typed import whole_number

ONE = f"{AT}/import/<import_id>"


@bp.get(f"{AT}/import")
@policy(is_organiser)
def bring(public_id: str) -> str:
    """Ask for a list, and show those that were brought in."""
    return _start(event_or_404(public_id), forms.ListForm())


@bp.post(f"{AT}/import")
@policy(is_organiser)
def send(public_id: str) -> ResponseReturnValue:
    """Keep a list as a draft and go to its columns; nobody is registered yet."""
    limit("attendees.import", str(current_user.id), "60 per hour")
    event, form = event_or_404(public_id), forms.ListForm()
    if not form.validate():
        return _start(event, form), 422
    try:
        content, name, pasted = form.sent()
        db.session.rollback()  # a large list is read while nobody else has to wait
        grid = grids.read(content, pasted)
        event = event_or_404(public_id)
        made = bringing.start(event, content, name, me(), pasted=pasted, grid=grid)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.refuse(str(refusal))
        return _start(event_or_404(public_id), form), 422
    return redirect(to(made, "columns"))


@bp.get(f"{ONE}/columns")
@policy(is_organiser)
def columns(public_id: str, import_id: str) -> ResponseReturnValue:
    """Show what each column probably holds, with its first cells."""
    found = import_or_404(public_id, import_id)
    if found.state not in ("draft", "checked"):
        return redirect(to(found))
    return _columns(found, forms.ColumnsForm().offer(found), found.targets)


@bp.post(f"{ONE}/columns")
@policy(is_organiser)
def put_columns(public_id: str, import_id: str) -> ResponseReturnValue:
    """Take what somebody chose and look at every row: short lists at once, long ones in the worker."""
    found, form = import_or_404(public_id, import_id), forms.ColumnsForm()
    choice = form.offer(found).choice(request.form, len(found.targets))
    try:
        if not form.validate():
            return _columns(found, form, choice.targets), 422
        bringing.put_columns(found, choice)
        is_small = bringing.is_small(found)
        (bringing.check if is_small else bringing.ask_to_check)(found)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _columns(import_or_404(public_id, import_id), form, choice.targets), 422
    if not is_small:
        enqueue(tasks.check_list, found.id)
    return redirect(to(found))


@bp.post(f"{ONE}/headings")
@policy(is_organiser)
def headings(public_id: str, import_id: str) -> ResponseReturnValue:
    """Take another row for the headings."""
    found = import_or_404(public_id, import_id)
    row = whole_number(request.form.get("head", ""), 4)
    try:
        bringing.reread(found, min(row or 0, len(found.facts.get("top", []))))
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    return redirect(to(import_or_404(public_id, import_id), "columns"))


@bp.post(f"{ONE}/discard")
@policy(is_organiser)
def discard(public_id: str, import_id: str) -> ResponseReturnValue:
    """Delete a draft."""
    bringing.discard(import_or_404(public_id, import_id))
    db.session.commit()
    flash(_("The list is deleted. Nobody was registered by it."), "info")
    return redirect(url_for("attendees.bring", public_id=public_id))


def import_or_404(public_id: str, import_id: str) -> AttendeeImport:
    """Return a list of this event for those who organise it."""
    return imports.by_public_id(event_or_404(public_id), import_id) or abort(404)


def to(found: AttendeeImport, page: str = "brought") -> str:
    """The address of one of the pages of a list."""
    return url_for(f"attendees.{page}", public_id=found.event.public_id, import_id=found.public_id)


def _start(event: Event, form: forms.ListForm) -> str:
    return render_template(
        "attendees/import/start.html", event=event, form=form, lists=imports.of_event(event), said=words,
        most_mb=MOST_MB, most_rows=grids.MOST_PEOPLE, most_columns=grids.MOST_COLUMNS,
    )  # fmt: skip


def _columns(found: AttendeeImport, form: forms.ColumnsForm, chosen: Any) -> str:
    facts = found.facts
    names = [grids.place_of(place, 0)[:-1] for place in range(len(found.targets))]
    targets = showing.targets_of(found.event, events.questions_of(found.event))
    return render_template(
        "attendees/import/columns.html",
        event=found.event, found=found, form=form, said=words, targets=targets,
        columns=list(zip(names, facts["heads"], facts["samples"], chosen, strict=False)),
        calculated=[names[place] for place in facts["calculated"] if place < len(names)],
        has_consents=any(question.kind == "consent" for question in events.questions_of(found.event)),
    )  # fmt: skip
