"""A new event after the pattern of another."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import services
from pin_app.events.forms import CopyForm
from pin_app.events.routes.blueprint import bp, event_or_404, to_manage
from pin_app.security import limit


@bp.route("/events/<public_id>/manage/copy", methods=["GET", "POST"])
@policy(is_organiser)
def copy(public_id: str) -> ResponseReturnValue:
    """Make a draft like this event on another day."""
    event, form = event_or_404(public_id), CopyForm()
    if request.method == "GET":
        return render_template("events/copy.html", event=event, form=form)
    limit("events.new", str(me().id), "60 per hour")
    try:
        if form.is_right_for(event):
            made = services.copy(event, me(), form.found)
            db.session.commit()
            flash(_("Copied. Nobody is registered for the copy, and nobody sees it yet."), "success")
            return to_manage(made)
    except PinError as refusal:
        db.session.rollback()
        form.refuse(refusal)
    return render_template("events/copy.html", event=event, form=form), 422
