"""Who runs an event."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import policies, services
from pin_app.events.forms import OrganiserForm
from pin_app.events.routes.blueprint import bp, event_or_404, to_manage
from pin_app.events.routes.managing import manage_page
from pin_app.security import limit

ORGANISERS = "/events/<public_id>/manage/organisers"
ONE = f"{ORGANISERS}/<int(max=2147483647):number>"


@bp.post(ORGANISERS)
@policy(is_organiser)
def add_organiser(public_id: str) -> ResponseReturnValue:
    """Let somebody else run the event as well."""
    event, form = event_or_404(public_id), OrganiserForm()
    limit("events.organisers", str(me().id), "30 per hour")
    if not form.validate():
        return manage_page(event, form), 422
    try:
        services.add_organiser(event, me(), form.email.data or "", form.may_export.data)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.email.errors = [str(refusal)]
        return manage_page(event, form), 422
    flash(_("Added. The person finds the event under “My events”."), "success")
    return to_manage(event, "organisers")


@bp.post(f"{ONE}/remove")
@policy(is_organiser)
def remove_organiser(public_id: str, number: int) -> ResponseReturnValue:
    """Take the event out of somebody's hands."""
    event = event_or_404(public_id)
    services.remove_organiser(event, me(), number)
    db.session.commit()
    flash(_("Removed."), "success")
    return to_manage(event, "organisers") if policies.may_organise(me(), event) else _to_mine()


@bp.post(f"{ONE}/export")
@policy(is_organiser)
def let_export(public_id: str, number: int) -> ResponseReturnValue:
    """Give the right to take the attendee list home, or take it back."""
    event = event_or_404(public_id)
    services.let_export(event, me(), number, request.form.get("may") == "yes")
    db.session.commit()
    flash(_("Saved."), "success")
    return to_manage(event, "organisers")


def _to_mine() -> ResponseReturnValue:
    return redirect(url_for("events.mine"))
