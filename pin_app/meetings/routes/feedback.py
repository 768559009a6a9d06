"""How meetings were: one tap for each, by participants; and for staff the pairs that could work together."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app import slots as page_slots
from pin_app.access import is_staff, policy
from pin_app.db import db, now
from pin_app.meetings.forms import FeedbackForm
from pin_app.meetings.queries import feedback as told
from pin_app.meetings.queries import runs
from pin_app.meetings.routes.blueprint import bp, me, page_number
from pin_app.meetings.routes.doors import Door, page
from pin_app.meetings.services import hearing


@page("/feedback", "GET")
def feedback(door: Door) -> ResponseReturnValue:
    """List the meetings that are over with a button for each answer; opening the page decides nothing."""
    if not door.plan.feedback:
        return redirect(door.to())
    over = [one for one in runs.agenda_of(door.registration) if one.slot.ends_at <= now()]
    return render_template(
        "meetings/feedback.html",
        door=door,
        event=door.registration.event,
        over=over,
        said=told.of_person(door.registration),
        form=FeedbackForm(formdata=None),
    )


@page("/feedback", "POST")
def give_feedback(door: Door) -> ResponseReturnValue:
    """Keep one answer; the same button pressed again changes nothing."""
    form = FeedbackForm()
    if not form.validate():
        abort(400)
    agenda = runs.agenda_of(door.registration)
    meeting = next((one for one in agenda if one.public_id == form.meeting.data), None) or abort(404)
    channel, by = ("link", None) if door.token else ("page", me())
    hearing.answer(door.registration, meeting, form.answer.data or "", form.note.data or "", channel, by)
    db.session.commit()
    flash(_("Thank you for your answer."), "success")
    return redirect(door.to("feedback", _anchor=f"m-{meeting.public_id}"))


@bp.get("/meetings/cooperations")
@policy(is_staff)
def cooperations() -> str:
    """List the meetings both sides of which find cooperation possible, and that are not introduced yet."""
    return render_template("meetings/cooperations.html", found=told.willing_pairs(page_number()))


@bp.post("/meetings/cooperations/<meeting_id>")
@policy(is_staff)
def propose(meeting_id: str) -> ResponseReturnValue:
    """Propose an introduction of the two; it goes its usual way from there."""
    meeting = runs.any_meeting(meeting_id) or abort(404)
    introduction = hearing.propose_introduction(meeting, me())
    db.session.commit()
    flash(_("Proposed. Nobody is asked before the introduction is approved."), "success")
    return redirect(url_for("introductions.for_staff", public_id=introduction.public_id))


def on_dashboard() -> dict[str, Any] | None:
    """Return what staff see of pairs that could work together; nothing where there are none."""
    if not is_staff(current_user):
        return None
    count = told.willing_pairs(1).total or 0
    return {"count": count} if count else None


page_slots.fill(bp, "dashboard", "meetings/_on_dashboard.html", on_dashboard)
