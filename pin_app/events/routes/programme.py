"""The programme, as organisers write it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pin_app.access import is_organiser, policy
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import queries, services
from pin_app.events.forms import ItemForm
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.routes.blueprint import bp, event_or_404

PROGRAMME = "/events/<public_id>/manage/programme"
ONE = f"{PROGRAMME}/<item_id>"


@bp.route(PROGRAMME, methods=["GET", "POST"])
@policy(is_organiser)
def programme(public_id: str) -> ResponseReturnValue:
    """Show the programme with a form for another point, and keep that."""
    event = event_or_404(public_id)
    form = ItemForm(event)
    if request.method == "GET":
        return _page(event, form)
    return _saved(event, form) or (_page(event, form), 422)


@bp.route(ONE, methods=["GET", "POST"])
@policy(is_organiser)
def change_item(public_id: str, item_id: str) -> ResponseReturnValue:
    """Change one point of the programme."""
    event, item = _one(public_id, item_id)
    form = ItemForm(event, item)
    if request.method == "GET":
        return render_template("events/item.html", event=event, item=item, form=form)
    return _saved(event, form, item) or (
        render_template("events/item.html", event=event, item=item, form=form), 422
    )  # fmt: skip


@bp.post(f"{ONE}/remove")
@policy(is_organiser)
def remove_item(public_id: str, item_id: str) -> ResponseReturnValue:
    """Take one point off the programme."""
    event, item = _one(public_id, item_id)
    services.remove_item(event, item)
    db.session.commit()
    flash(_("Removed."), "success")
    return _back(event)


def _saved(event: Event, form: ItemForm, item: ProgrammeItem | None = None) -> Response | None:
    """Keep what was sent; None where something is wrong with it, which the form then tells."""
    if not form.validate():
        return None
    try:
        if item is None:
            services.add_item(event, form.values())
        else:
            services.change_item(event, item, form.values())
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return None
    flash(_("Saved."), "success")
    return _back(event)


def _one(public_id: str, item_id: str) -> tuple[Event, ProgrammeItem]:
    event = event_or_404(public_id)
    item = queries.item_of(event, item_id)
    if item is None:
        abort(404)
    return event, item


def _page(event: Event, form: ItemForm) -> str:
    found = queries.programme_of(event)
    return render_template("events/programme.html", event=event, programme=found, form=form)


def _back(event: Event) -> Response:
    return redirect(url_for("events.programme", public_id=event.public_id))
