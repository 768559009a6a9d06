"""Organisers: making a timetable, looking at it, letting people go by it, and going back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from pin_app.access import is_organiser, policy
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.forms import Form
from pin_app.jobs import URGENT, enqueue
from pin_app.meetings import explaining, policies, tasks
from pin_app.meetings.forms import RunForm
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import runs
from pin_app.meetings.routes.blueprint import bp, event_or_404, me, page_number, run_or_404
from pin_app.meetings.services import editing, making, publishing
from pin_app.typed import whole_number

RUN = "/events/<public_id>/meetings/runs/<int(max=2147483647):number>"


@bp.post("/events/<public_id>/meetings/runs")
@policy(is_organiser)
def make(public_id: str) -> ResponseReturnValue:
    """Ask for a timetable; it is made in the background."""
    event, form = event_or_404(public_id), RunForm()
    if not form.validate():
        flash(_("Write a number of changes, or leave the field empty."), "error")
        return redirect(url_for("meetings.index", public_id=public_id))
    typed = form.base.data or ""
    base = runs.run(event.id, number) if (number := whole_number(typed)) is not None else None
    made = making.ask(event, me(), base, form.changes.data if base else None)
    db.session.commit()
    enqueue(tasks.make, made.id, priority=URGENT)
    return _to(event, made)


@bp.get(RUN)
@policy(is_organiser)
def run(public_id: str, number: int) -> str:
    """Show a timetable, or how far it is."""
    event = event_or_404(public_id)
    return _page(event, run_or_404(event, number))


@bp.post(f"{RUN}/stop")
@policy(is_organiser)
def stop(public_id: str, number: int) -> ResponseReturnValue:
    """Give up a timetable that is being made."""
    event = event_or_404(public_id)
    making.stop(made := run_or_404(event, number), me())
    db.session.commit()
    return _to(event, made)


@bp.get(f"{RUN}/why")
@policy(is_organiser)
def why(public_id: str, number: int) -> str:
    """Say person by person why places are empty and wishes unmet."""
    event = event_or_404(public_id)
    made = run_or_404(event, number)
    only = request.args.get("only") if request.args.get("only") in ("none", "must") else ""
    found = explaining.page(made, page_number(), only or "")
    return render_template("meetings/why.html", event=event, run=made, found=found, only=only)


@bp.post(f"{RUN}/publish")
@policy(is_organiser)
def publish(public_id: str, number: int) -> ResponseReturnValue:
    """Let people go by a timetable."""
    event = event_or_404(public_id)
    made = run_or_404(event, number)
    told = publishing.publish(event, made, me())
    db.session.commit()
    enqueue(tasks.tell, made.id)
    flash(_published(told), "success")
    return _to(event, made)


@bp.get(f"{RUN}/roll-back")
@policy(is_organiser)
def roll_back(public_id: str, number: int) -> ResponseReturnValue:
    """Ask before people are sent back to an earlier timetable."""
    event = event_or_404(public_id)
    made = run_or_404(event, number)
    if not policies.may_roll_back_to(made, event):
        return _to(event, made)
    return render_template(
        "meetings/roll_back.html", event=event, run=made, shown=runs.published(event.id), form=Form()
    )


@bp.post(f"{RUN}/roll-back")
@policy(is_organiser)
def do_roll_back(public_id: str, number: int) -> ResponseReturnValue:
    """Put an earlier timetable in force again."""
    event = event_or_404(public_id)
    made = run_or_404(event, number)
    told = publishing.roll_back(event, made, me())
    db.session.commit()
    enqueue(tasks.tell, made.id)
    flash(_published(told), "success")
    return _to(event, made)


@bp.post(f"{RUN}/lock")
@policy(is_organiser)
def lock_all(public_id: str, number: int) -> ResponseReturnValue:
    """Fix all meetings of a timetable, or let all go."""
    event = event_or_404(public_id)
    made = run_or_404(event, number)
    editing.lock_all(made, me(), request.form.get("locked") == "yes")
    db.session.commit()
    return _to(event, made)


def _page(event: Event, made: MeetingRun) -> str:
    return render_template(
        "meetings/run.html",
        event=event,
        run=made,
        found=runs.page_of_meetings(made, page_number()),
        summary=explaining.summary(made),
        percent=explaining.percent(made),
        released=explaining.released(made),
        may=policies,
        form=RunForm(formdata=None),
        working=runs.working(event.id),
        is_worked_on=policies.is_worked_on(made, now()),
    )


def _published(told: int) -> str:
    told_so = ngettext("One person is told.", "%(num)s people are told.", told)
    return str(told_so) if told else _("People go by this timetable. Nobody's agenda has changed.")


def _to(event: Event, made: MeetingRun) -> Response:
    return redirect(url_for("meetings.run", public_id=event.public_id, number=made.number))
