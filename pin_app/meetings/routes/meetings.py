"""Organisers: one meeting and what can be done by hand, adding one, filling a place that has opened."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from pin_app.access import is_organiser, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.meetings import policies
from pin_app.meetings.forms import PlaceForm
from pin_app.meetings.models import STANDING, Meeting
from pin_app.meetings.queries import people, setup
from pin_app.meetings.routes.blueprint import bp, event_or_404, me, meeting_or_404
from pin_app.meetings.services import editing, replacing
from pin_app.meetings.showing import time_of

ONE = "/events/<public_id>/meetings/one/<meeting_id>"
RUN = "/events/<public_id>/meetings/runs/<int(max=2147483647):number>"


@bp.get(ONE)
@policy(is_organiser)
def meeting(public_id: str, meeting_id: str) -> str:
    """Show one meeting with its buttons."""
    event = event_or_404(public_id)
    return _page(event, meeting_or_404(event, meeting_id))


@bp.post(f"{ONE}/lock")
@policy(is_organiser)
def lock(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Fix it, or let it go."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    editing.lock(found, me(), request.form.get("locked") == "yes")
    db.session.commit()
    return _to(event, found)


@bp.post(f"{ONE}/move")
@policy(is_organiser)
def move(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Put it elsewhere."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    form = _offered(PlaceForm(), event)
    if not form.validate():
        return _page(event, found, form), 422
    slot, table = setup.slot(event.id, form.slot.data), setup.table(event.id, form.table.data)
    try:
        editing.move(found, me(), slot or abort(404), table or abort(404))
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors = [str(refusal)]
        return _page(event, meeting_or_404(event, meeting_id), form), 422
    flash(_("The meeting is moved."), "success")
    return _to(event, found)


@bp.post(f"{ONE}/cancel")
@policy(is_organiser)
def cancel(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Call it off."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    editing.cancel(found, me())
    db.session.commit()
    flash(_("The meeting is called off."), "success")
    return _to(event, found)


@bp.post(f"{ONE}/held")
@policy(is_organiser)
def held(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Note that it took place, or take that back."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    editing.mark_held(found, me(), request.form.get("held") == "yes")
    db.session.commit()
    return _to(event, found)


@bp.post(f"{ONE}/absent")
@policy(is_organiser)
def absent(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Note that one side does not come."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    who = {"first": found.first, "second": found.second}.get(request.form.get("side", "")) or abort(400)
    editing.mark_absent(found, me(), who, rest=request.form.get("rest") == "yes")
    db.session.commit()
    flash(_("Noted. Here you can give the other side somebody else."), "success")
    return _to(event, found)


@bp.post(f"{ONE}/came")
@policy(is_organiser)
def came(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Take back that one side does not come."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    back = editing.take_back_absence(found, me(), rest=request.form.get("rest") == "yes")
    db.session.commit()
    told = ngettext("One meeting stands again.", "%(num)s meetings stand again.", len(back))
    flash(told, "success")
    return _to(event, found)


@bp.post(f"{ONE}/fill")
@policy(is_organiser)
def fill(public_id: str, meeting_id: str) -> ResponseReturnValue:
    """Give the side that is left somebody else."""
    event = event_or_404(public_id)
    found = meeting_or_404(event, meeting_id)
    left = replacing.side_left(found)
    if left is None:
        raise PinError("meetings.filled_already")
    other = people.one_other(left, request.form.get("other", "")) or abort(404)
    made = editing.add(found.run, me(), (left, other), found.slot, found.table)
    db.session.commit()
    flash(_("The two meet now, and both are told."), "success")
    return _to(event, made)


def _page(event: Event, found: Meeting, form: PlaceForm | None = None) -> str:
    left = replacing.side_left(found)
    given = {"slot": found.slot_id, "table": found.table_id}
    return render_template(
        "meetings/meeting.html",
        event=event,
        meeting=found,
        form=form or _offered(PlaceForm(formdata=None, data=given), event),
        may_edit=policies.may_edit(found.run, event),
        stands=found.state in STANDING,
        left=left,
        proposals=replacing.proposals(found.run, found.slot, left) if left else [],
    )


def _offered(form: Any, event: Event) -> Any:
    """Offer the slots and tables of an event."""
    form.slot.choices = [SelectChoice(one.id, time_of(event, one)) for one in setup.slots_of(event.id)]
    form.table.choices = [SelectChoice(one.id, one.name) for one in setup.tables_of(event.id)]
    return form


def _to(event: Event, found: Meeting) -> Response:
    here = url_for("meetings.meeting", public_id=event.public_id, meeting_id=found.public_id)
    return redirect(here)
