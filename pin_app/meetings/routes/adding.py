"""Organisers let two people meet by hand: one side, the other, then when and where. It needs no script."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from pin_app.access import is_organiser, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings.forms import AddForm, SearchForm
from pin_app.meetings.models import Meeting, MeetingRun, MeetingTable
from pin_app.meetings.queries import people, runs, setup
from pin_app.meetings.routes.blueprint import bp, event_or_404, me, page_number, run_or_404
from pin_app.meetings.services import editing
from pin_app.meetings.showing import time_of
from pin_app.registrations.models import Registration

RUN = "/events/<public_id>/meetings/runs/<int(max=2147483647):number>"
ANY = 0  # the choice of whatever table is free
Side = Registration | None


@bp.route(f"{RUN}/add", methods=["GET", "POST"])
@policy(is_organiser)
def add(public_id: str, number: int) -> ResponseReturnValue:
    """Let two people meet by hand."""
    event = event_or_404(public_id)
    run, form = run_or_404(event, number), _offered(AddForm(), event)
    first, second = _side(event, "first"), _side(event, "second")
    if not form.is_submitted():
        return _page(event, run, form, first, second)
    if not form.validate() or first is None or second is None:
        return _page(event, run, form, first, second), 422
    try:
        made = _added(event, run, form, (first, second))
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors = [str(refusal)]
        return _page(event, run_or_404(event, number), form, first, second), 422
    flash(_("The two meet."), "success")
    return redirect(url_for("meetings.meeting", public_id=event.public_id, meeting_id=made.public_id))


def _added(event: Event, run: MeetingRun, form: AddForm, sides: tuple[Registration, Registration]) -> Meeting:
    slot = setup.slot(event.id, form.slot.data) or abort(404)
    if form.table.data == ANY:
        taken = runs.taken_tables(run, slot)
        table = next((one for one in setup.tables_of(event.id) if one.id not in taken), None)
    else:
        table = setup.table(event.id, form.table.data) or abort(404)
    return editing.add(run, me(), sides, slot, _some(table))


def _some(table: MeetingTable | None) -> MeetingTable:
    if table is None:
        raise PinError("meetings.all_tables_taken")
    return table


def _page(event: Event, run: MeetingRun, form: AddForm, first: Side, second: Side) -> str:
    """The step that comes next: whom to choose, or when and where the two meet."""
    search = SearchForm(request.args)
    asked = search.asked() if search.validate() else ""
    known, why_not = {first.id} if first else set(), ""
    if first is not None and second is not None:
        why_not = _why_not(run, first, second)
        free = set() if why_not else _free(event, run, first, second)
        form.slot.choices = [one for one in form.slot.choices or () if one.value in free]
        found = None
    else:
        found = people.found_at(event.id, asked, known, page_number())
    return render_template(
        "meetings/add.html", event=event, run=run, form=form, search=search, asked=asked, found=found,
        first=first, second=second, why_not=why_not,
    )  # fmt: skip


def _why_not(run: MeetingRun, first: Registration, second: Registration) -> str:
    try:
        editing.may_meet(run, first, second)
    except PinError as refusal:
        return str(refusal)
    return ""


def _free(event: Event, run: MeetingRun, first: Registration, second: Registration) -> set[int]:
    """Return the slots in which both have time and sit nowhere."""
    busy = people.absences_of(first) | people.absences_of(second)
    seats = runs.seats_of(run, (first.id, second.id))
    return {one.id for one in setup.slots_of(event.id)} - busy.union(*seats.values())


def _side(event: Event, name: str) -> Side:
    return people.one_at(event.id, request.values.get(name, ""))


def _offered(form: AddForm, event: Event) -> AddForm:
    form.slot.choices = [SelectChoice(one.id, time_of(event, one)) for one in setup.slots_of(event.id)]
    tables = [SelectChoice(one.id, one.name) for one in setup.tables_of(event.id)]
    form.table.choices = [SelectChoice(ANY, _("Any free table")), *tables]
    return form
