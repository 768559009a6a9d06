"""Publishing, cancelling and throwing away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import asking, services
from pin_app.events.forms import CancelForm
from pin_app.events.routes.blueprint import bp, event_or_404, to_manage


@bp.post("/events/<public_id>/manage/publish")
@policy(is_organiser)
def publish(public_id: str) -> ResponseReturnValue:
    """Show a draft to everybody."""
    event = event_or_404(public_id)
    services.publish(event, me())
    db.session.commit()
    flash(_("The event is published."), "success")
    return to_manage(event)


@bp.route("/events/<public_id>/manage/cancel", methods=["GET", "POST"])
@policy(is_organiser)
def cancel(public_id: str) -> ResponseReturnValue:
    """Ask whether the event is really off and what people are told, then cancel it."""
    event, form = event_or_404(public_id), CancelForm()
    if event.state == "draft":
        raise PinError("event.not_published")
    if request.method == "POST" and form.validate():
        services.cancel(event, me(), form.note.data or "")
        db.session.commit()
        flash(_("The event is cancelled."), "success")
        return to_manage(event)
    taken = asking.places_taken([event])[event.id]
    page = render_template("events/cancel.html", event=event, form=form, taken=taken)
    return (page, 422) if form.is_submitted() else page


@bp.post("/events/<public_id>/manage/discard")
@policy(is_organiser)
def discard(public_id: str) -> ResponseReturnValue:
    """Delete a draft."""
    services.discard(event_or_404(public_id), me())
    db.session.commit()
    flash(_("The draft is deleted."), "success")
    return redirect(url_for("events.mine"))
