"""A member's own registrations: the list, and the page of one with its buttons."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.registrations import queries
from pin_app.registrations.routes import ways
from pin_app.registrations.routes.blueprint import bp, own_or_404
from pin_app.typed import page_number


@bp.get("/registrations")
@policy(is_signed_in)
def index() -> str:
    """List what the person registered for: to come, or over."""
    past = request.args.get("view") == "past"
    return render_template(
        "registrations/index.html", found=queries.of_user(me(), past, page_number()), past=past
    )


@bp.get("/registrations/<public_id>")
@policy(is_signed_in)
def show(public_id: str) -> str:
    """Show one registration."""
    return ways.page(ways.signed_in(own_or_404(public_id)))


@bp.get("/registrations/<public_id>/edit")
@policy(is_signed_in)
def edit(public_id: str) -> str:
    """Show the form with what it holds."""
    return ways.edit_page(ways.signed_in(own_or_404(public_id)))


@bp.post("/registrations/<public_id>/edit")
@policy(is_signed_in)
def do_edit(public_id: str) -> ResponseReturnValue:
    """Keep changes."""
    return ways.edit(ways.signed_in(own_or_404(public_id)))


@bp.get("/registrations/<public_id>/cancel")
@policy(is_signed_in)
def cancel(public_id: str) -> str:
    """Ask before cancelling."""
    return ways.cancel_page(ways.signed_in(own_or_404(public_id)))


@bp.post("/registrations/<public_id>/cancel")
@policy(is_signed_in)
def do_cancel(public_id: str) -> ResponseReturnValue:
    """Cancel, or decline an offered place."""
    return ways.cancel(ways.signed_in(own_or_404(public_id)))


@bp.post("/registrations/<public_id>/accept")
@policy(is_signed_in)
def accept(public_id: str) -> ResponseReturnValue:
    """Take an offered place."""
    return ways.accept(ways.signed_in(own_or_404(public_id)))


@bp.post("/registrations/<public_id>/consent")
@policy(is_signed_in)
def consent(public_id: str) -> ResponseReturnValue:
    """Take a consent back."""
    return ways.withdraw_consent(ways.signed_in(own_or_404(public_id)))


@bp.get("/registrations/<public_id>/event.ics")
@policy(is_signed_in)
def calendar(public_id: str) -> ResponseReturnValue:
    """Hand out the event for a calendar."""
    return ways.calendar(ways.signed_in(own_or_404(public_id)))
