"""Organisers on the day: who sits where and when, who is not here, open places, and the plan on paper."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, render_template, request

from pin_app import pdf
from pin_app.access import is_organiser, policy
from pin_app.audit.services import record
from pin_app.db import db, now, writing
from pin_app.events import showing
from pin_app.i18n import language
from pin_app.meetings import paper
from pin_app.meetings.models import Meeting, MeetingRun
from pin_app.meetings.queries import day as of_day
from pin_app.meetings.queries import runs, setup
from pin_app.meetings.routes.blueprint import bp, event_or_404, me, page_number
from pin_app.meetings.services import replacing


@bp.get("/events/<public_id>/meetings/day")
@policy(is_organiser)
def day(public_id: str) -> str:
    """Show tables and slots of one day by the published timetable."""
    event = event_or_404(public_id)
    run = runs.published(event.id)
    slots = setup.slots_of(event.id)
    days = list(dict.fromkeys(showing.local(event, slot.starts_at).date() for slot in slots))
    shown = _chosen(days)
    today = [slot for slot in slots if showing.local(event, slot.starts_at).date() == shown]
    found = setup.page_of_tables(event.id, page_number())
    return render_template(
        "meetings/day.html",
        event=event,
        run=run,
        days=days,
        shown=shown,
        slots=today,
        found=found,
        grid=of_day.grid(run, today, found.items) if run else {},
        here=of_day.checked_in(event.id, shown) if shown else set(),
        opened=_open_places(run) if run else [],
    )


@bp.get("/events/<public_id>/meetings/day.pdf")
@policy(is_organiser)
def day_pdf(public_id: str) -> Response:
    """Give the table plan as PDF; that it was taken is in the trail."""
    with writing():
        event = event_or_404(public_id)
        run = runs.published(event.id) or abort(404)
        made = paper.table_plan(event, runs.meetings_of(run), language())
        record("meetings.plan_printed", run, actor=me(), number=run.number)
        db.session.commit()
    return file_of(made, "table-plan")


def file_of(made: pdf.Document, name: str) -> Response:
    """Return a document as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf.render(made), mimetype=pdf.MIMETYPE, headers=headers)


def _chosen(days: list[date]) -> date | None:
    asked = request.args.get("day", "")
    return next((one for one in days if one.isoformat() == asked), days[0] if days else None)


def _open_places(run: MeetingRun) -> list[Meeting]:
    coming = (one for one in runs.opened_in(run) if one.slot.ends_at > now())
    return [one for one in coming if replacing.side_left(one) is not None]
