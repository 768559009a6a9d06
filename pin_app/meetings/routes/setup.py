"""Organisers: how meetings are run, in which slots and at which tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pin_app.access import is_organiser, policy
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import clocks, showing
from pin_app.events.models import Event
from pin_app.jobs import enqueue
from pin_app.meetings import tasks
from pin_app.meetings.forms import NumberedForm, PlanForm, SlotsForm, TablesForm
from pin_app.meetings.queries import setup
from pin_app.meetings.routes.blueprint import bp, event_or_404, me
from pin_app.meetings.services import moving, planning

DEFAULTS = {"minutes": 20, "break_minutes": 5, "most": 8, "feedback": True}


@bp.route("/events/<public_id>/meetings/plan", methods=["GET", "POST"])
@policy(is_organiser)
def plan(public_id: str) -> ResponseReturnValue:
    """Show how meetings are run, or keep it."""
    event = event_or_404(public_id)
    form = PlanForm(data=_told(event))
    if not form.is_submitted():
        return _page(event, form)
    if not form.validate():
        return _page(event, form), 422
    try:
        planning.plan(event, me(), **form.values(event))
    except PinError as refusal:
        return _refused(event, form, refusal), 422
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for("meetings.plan", public_id=public_id))


@bp.post("/events/<public_id>/meetings/slots")
@policy(is_organiser)
def slots(public_id: str) -> ResponseReturnValue:
    """Fill a day with slots."""
    event = event_or_404(public_id)
    form = _slots_form(event)
    if not form.validate():
        return _page(event, slots_form=form), 422
    day = date.fromisoformat(form.day.data)
    try:
        count = planning.lay_slots(event, me(), day, form.first.data, form.last.data, form.lunch())
    except PinError as refusal:
        form.form_errors = [str(refusal)]
        return _page(event, slots_form=form), 422
    db.session.commit()
    flash(ngettext("There is one slot now.", "There are %(num)s slots now.", count), "success")
    return redirect(url_for("meetings.plan", public_id=public_id))


@bp.post("/events/<public_id>/meetings/slots/<int(max=2147483647):number>/remove")
@policy(is_organiser)
def remove_slot(public_id: str, number: int) -> ResponseReturnValue:
    """Take out one slot."""
    event = event_or_404(public_id)
    planning.remove_slot(event, me(), setup.slot(event.id, number) or abort(404))
    db.session.commit()
    return redirect(url_for("meetings.plan", public_id=public_id))


@bp.post("/events/<public_id>/meetings/slots/moved")
@policy(is_organiser)
def moved_slots(public_id: str) -> ResponseReturnValue:
    """Move the slots along with the event, or leave them as they are."""
    event = event_or_404(public_id)
    answer = request.form.get("answer")
    if answer not in ("follow", "stay"):
        abort(400)
    if answer == "stay":
        moving.stay(event, me())
        db.session.commit()
        return redirect(url_for("meetings.plan", public_id=public_id))
    run = moving.follow(event, me())
    db.session.commit()
    if run is not None:
        enqueue(tasks.tell, run.id)
    flash(_("The slots have moved along with the event."), "success")
    return redirect(url_for("meetings.plan", public_id=public_id))


@bp.post("/events/<public_id>/meetings/tables")
@policy(is_organiser)
def tables(public_id: str) -> ResponseReturnValue:
    """Keep the names of the tables."""
    event, form = event_or_404(public_id), TablesForm()
    if not form.validate():
        return _page(event, tables_form=form), 422
    return _set_tables(event, form, form.values())


@bp.post("/events/<public_id>/meetings/tables/numbered")
@policy(is_organiser)
def numbered_tables(public_id: str) -> ResponseReturnValue:
    """Make so many tables with numbers for names."""
    event, form = event_or_404(public_id), NumberedForm()
    if not form.validate():
        return _page(event, numbered_form=form), 422
    return _set_tables(event, form, [str(number) for number in range(1, (form.count.data or 0) + 1)])


def _set_tables(event: Event, form: TablesForm | NumberedForm, names: list[str]) -> ResponseReturnValue:
    try:
        count = planning.set_tables(event, me(), names)
    except PinError as refusal:
        form.form_errors = [str(refusal)]
        name = "tables_form" if isinstance(form, TablesForm) else "numbered_form"
        return _page(event, **{name: form}), 422
    db.session.commit()
    flash(ngettext("There is one table now.", "There are %(num)s tables now.", count), "success")
    return redirect(url_for("meetings.plan", public_id=event.public_id))


def _told(event: Event) -> dict[str, Any]:
    """What stands, or what is usual."""
    standing = setup.plan_of(event)
    if standing is None:
        period = {"opens_at": clocks.local(now(), event.time_zone)}
        return {**DEFAULTS, **period, "closes_at": clocks.local(event.starts_at, event.time_zone)}
    told = {name: getattr(standing, name) for name in DEFAULTS}
    return told | {
        name: clocks.local(getattr(standing, name), event.time_zone) for name in ("opens_at", "closes_at")
    }


def _slots_form(event: Event) -> SlotsForm:
    return SlotsForm().offer(*_days(event))


def _refused(event: Event, form: PlanForm, refusal: PinError) -> str:
    form.form_errors = [str(refusal)]
    return _page(event, form)


def _page(event: Event, form: PlanForm | None = None, **others: Any) -> str:
    found = list(setup.tables_of(event.id))
    forms: dict[str, Any] = {
        "slots_form": others.get("slots_form"),
        "tables_form": others.get("tables_form"),
        "numbered_form": others.get("numbered_form"),
    }
    wrong = next((one for one in forms.values() if one is not None), form)
    return render_template(
        "meetings/plan.html",
        event=event,
        standing=setup.plan_of(event),
        form=form or PlanForm(formdata=None, data=_told(event)),
        slots_form=forms["slots_form"] or SlotsForm(formdata=None).offer(*_days(event)),
        tables_form=forms["tables_form"]
        or TablesForm(formdata=None, data={"names": "\n".join(table.name for table in found)}),
        numbered_form=forms["numbered_form"] or NumberedForm(formdata=None, data={"count": len(found) or 10}),
        wrong=wrong,
        slots=setup.slots_of(event.id),
        moved=moving.offer(event),
        used=setup.used_slots(event.id),
        tables=found,
    )


def _days(event: Event) -> tuple[list[date], list[str]]:
    days = showing.days_of(event)
    return days, [showing.day_name(day) for day in days]
