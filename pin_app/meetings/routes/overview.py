"""Organisers: where the meetings of an event stand, who takes part and what they wish."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pin_app import slots as page_slots
from pin_app.access import is_organiser, policy
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.meetings import explaining, policies
from pin_app.meetings.forms import RunForm
from pin_app.meetings.models import MeetingPlan
from pin_app.meetings.queries import people, runs, setup
from pin_app.meetings.routes.blueprint import bp, event_or_404, me, page_number
from pin_app.meetings.services import inviting, moving


@bp.get("/events/<public_id>/meetings")
@policy(is_organiser)
def index(public_id: str) -> ResponseReturnValue:
    """Show timetables, participants and their wishes; without a plan the way to one."""
    event = event_or_404(public_id)
    standing = setup.plan_of(event)
    if standing is None:
        return redirect(url_for("meetings.plan", public_id=public_id))
    return _page(event, standing)


@bp.post("/events/<public_id>/meetings/invite")
@policy(is_organiser)
def invite(public_id: str) -> ResponseReturnValue:
    """Write to everybody who has a place and has not said yet whether they take part."""
    event = event_or_404(public_id)
    count = inviting.invite(event, me())
    db.session.commit()
    told = ngettext("One person is invited.", "%(num)s people are invited.", count)
    flash(told if count else _("Everybody has been asked, or has answered already."), "success")
    return redirect(url_for("meetings.index", public_id=public_id))


def on_manage(event: Event) -> dict[str, Any] | None:
    """Return what the page from which an event is run shows of meetings."""
    standing = setup.plan_of(event)
    if standing is None and event.kind != "b2b_day":
        return {"event": event, "standing": None, "offered": event.state != "cancelled"}
    count = people.how_many(event.id) if standing else 0
    moved = moving.offer(event)
    return {"event": event, "standing": standing, "count": count, "offered": True, "moved": moved}


def _page(event: Event, standing: MeetingPlan) -> str:
    found = people.page_of_participants(event.id, page_number())
    shown = runs.published(event.id)
    made, working = runs.runs_of(event.id), runs.working(event.id)
    latest = next((run for run in made if run.stage == "done"), None)
    counted = shown or latest
    ids = [one.id for one in found.items]
    return render_template(
        "meetings/index.html",
        event=event,
        standing=standing,
        slots=setup.slots_of(event.id),
        moved=moving.offer(event),
        tables=setup.tables_of(event.id),
        taking=policies.may_wish(standing, now()),
        found=found,
        wishes=people.counted_wishes(ids),
        meetings=runs.counted(counted, ids) if counted else {},
        shown=shown,
        runs=made,
        counts=runs.how_many(run.id for run in made),
        working=working if policies.is_worked_on(working, now()) else None,
        latest=latest,
        form=RunForm(formdata=None),
        percent=explaining.percent,
    )


page_slots.fill(bp, "event-manage", "meetings/_on_manage.html", on_manage)
