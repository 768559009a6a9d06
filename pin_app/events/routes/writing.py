"""Making an event and changing it."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import services
from pin_app.events.forms import Details
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import bp, event_or_404, to_manage
from pin_app.security import limit


@bp.route("/events/new", methods=["GET", "POST"])
@policy(is_organiser)
def new() -> ResponseReturnValue:
    """Make a draft."""
    form = Details()
    if request.method == "GET":
        return _page(form)
    limit("events.new", str(me().id), "60 per hour")
    if not form.validate():
        return _page(form), 422
    event = services.create(me(), form.values())
    db.session.commit()
    flash(_("The draft is kept. Nobody sees it until you publish it."), "success")
    return to_manage(event)


@bp.route("/events/<public_id>/manage/edit", methods=["GET", "POST"])
@policy(is_organiser)
def edit(public_id: str) -> ResponseReturnValue:
    """Change what an event is."""
    event = event_or_404(public_id)
    if event.state == "cancelled":
        raise PinError("event.is_cancelled")
    form = Details(event)
    if request.method == "GET":
        return _page(form, event)
    if not form.validate():
        return _page(form, event), 422
    try:
        changed = services.change(event, me(), form.values(), form.seen)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.refuse(refusal)
        form.details.sequence.data = str(event.sequence)
        return _page(form, event), 422
    flash(_("Saved.") if changed else _("Nothing was changed."), "success")
    return to_manage(event)


def _page(form: Details, event: Event | None = None) -> str:
    back = url_for("events.manage", public_id=event.public_id) if event else url_for("events.mine")
    return render_template("events/edit.html", form=form, event=event, back=back)
