"""The list on the screen, and the filters that organisers keep."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app import slots
from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.attendees import choosing, forms, telling
from pin_app.attendees.queries import kept
from pin_app.attendees.routes.blueprint import AT, arguments, bp, listing
from pin_app.attendees.services import Leaf, Listing, counts_of, filtering
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.policies import may_export, may_organise
from pin_app.events.routes.blueprint import event_or_404
from pin_app.registrations.models import STANDING


@bp.get(AT)
@policy(is_organiser)
def index(public_id: str) -> str:
    """Show the list, or those of it who are asked for; the trail says whose contacts were shown to whom."""
    event = event_or_404(public_id)
    found, leaf = _list(event)
    page = _page(event, found, leaf, forms.FilterForm())
    if leaf.people and any(column.group == "contact" for column in found.columns):
        with writing():
            shown = [person.public_id for person in leaf.people]
            record("attendees.contacts_read", event, registrations=shown)
            db.session.commit()
    return page


@bp.get(f"{AT}/totals")
@policy(is_organiser)
def totals(public_id: str) -> str:
    """Show how many said what: for the caterer, the interpreter, the shirts. Nobody is named."""
    event = event_or_404(public_id)
    found = listing(event)
    return render_template(
        "attendees/totals.html", event=event, counts=counts_of(event, found.preset.key, found.wanted),
        arguments=arguments(found), filters=list(telling.filters(found)),
    )  # fmt: skip


@bp.post(f"{AT}/filters")
@policy(is_organiser)
def save_filter(public_id: str) -> ResponseReturnValue:
    """Keep what the address asks for under a name, for all organisers of the event."""
    event, form = event_or_404(public_id), forms.FilterForm()
    said = arguments(listing(event))
    if form.validate():
        try:
            filtering.save(event, form.name.data, said, me())
        except PinError as refusal:
            db.session.rollback()
            form.name.errors = [*form.name.errors, str(refusal)]
        else:
            db.session.commit()
            flash(_("The filter is saved. All organisers of this event find it here."), "success")
            return redirect(url_for("attendees.index", public_id=public_id, **said))
    return render_template(
        "attendees/filter.html", event=event_or_404(public_id), form=form, arguments=said
    ), 422


@bp.route(f"{AT}/filters/<filter_id>", methods=["GET", "POST"])
@policy(is_organiser)
def rename_filter(public_id: str, filter_id: str) -> ResponseReturnValue:
    """Give a filter another name."""
    event = event_or_404(public_id)
    found = kept.filter_of(event, filter_id) or abort(404)
    form = forms.FilterForm(data={"name": found.name})
    if form.validate_on_submit():
        try:
            filtering.rename(found, form.name.data)
        except PinError as refusal:
            db.session.rollback()
            form.name.errors = [*form.name.errors, str(refusal)]
        else:
            db.session.commit()
            flash(_("The filter has another name."), "success")
            return redirect(url_for("attendees.index", public_id=public_id, _anchor="saved"))
    page = render_template("attendees/filter_name.html", event=event_or_404(public_id), form=form)
    return page, 422 if form.is_submitted() else 200


@bp.post(f"{AT}/filters/<filter_id>/delete")
@policy(is_organiser)
def delete_filter(public_id: str, filter_id: str) -> ResponseReturnValue:
    """Forget a filter."""
    event = event_or_404(public_id)
    filtering.delete(kept.filter_of(event, filter_id) or abort(404))
    db.session.commit()
    flash(_("The filter is deleted."), "info")
    return redirect(url_for("attendees.index", public_id=public_id))


def _list(event: Event) -> tuple[Listing, Leaf]:
    found, before = listing(event), request.args.get("before", "")
    return found, found.page((before or request.args.get("after", ""))[:20], back=bool(before))


def _page(event: Event, found: Listing, leaf: Leaf, form: forms.FilterForm) -> str:
    return render_template(
        "attendees/index.html", event=event, listing=found, leaf=leaf, form=form, arguments=arguments(found),
        facets=choosing.facets_of(event, found.questions, found.wanted), filters=kept.filters_of(event),
        removed=choosing.removed(found.questions, found.wanted),
        groups=choosing.grouped(found.allowed), counts=kept.counts_of(event),
        may_export=may_export(current_user, event),
    )  # fmt: skip


def _on_event(event: Event, **_others: Any) -> dict[str, Any] | None:
    """Lead to the list from the organisers' page of an event."""
    if not may_organise(current_user, event):
        return None
    return {
        "event": event,
        "count": sum(count for state, count in kept.counts_of(event).items() if state in STANDING),
        "may_export": may_export(current_user, event),
    }


slots.fill(bp, "event-manage", "attendees/_on_event.html", _on_event)
