"""The same pages behind the link of a mail: opening one decides nothing, and nobody need sign in."""

from __future__ import annotations

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.registrations.routes import ways
from pin_app.registrations.routes.blueprint import bp


@bp.get("/r/<token>")
@policy(is_anyone)
def by_link(token: str) -> ResponseReturnValue:
    """Show the registration of a link."""
    return _go(token, ways.page)


@bp.get("/r/<token>/edit")
@policy(is_anyone)
def edit_by_link(token: str) -> ResponseReturnValue:
    """Show the form with what it holds."""
    return _go(token, ways.edit_page)


@bp.post("/r/<token>/edit")
@policy(is_anyone)
def do_edit_by_link(token: str) -> ResponseReturnValue:
    """Keep changes."""
    return _go(token, ways.edit)


@bp.get("/r/<token>/cancel")
@policy(is_anyone)
def cancel_by_link(token: str) -> ResponseReturnValue:
    """Ask before cancelling."""
    return _go(token, ways.cancel_page)


@bp.post("/r/<token>/cancel")
@policy(is_anyone)
def do_cancel_by_link(token: str) -> ResponseReturnValue:
    """Cancel, or decline an offered place."""
    return _go(token, ways.cancel)


@bp.post("/r/<token>/accept")
@policy(is_anyone)
def accept_by_link(token: str) -> ResponseReturnValue:
    """Take an offered place."""
    return _go(token, ways.accept)


@bp.post("/r/<token>/consent")
@policy(is_anyone)
def consent_by_link(token: str) -> ResponseReturnValue:
    """Take a consent back."""
    return _go(token, ways.withdraw_consent)


@bp.get("/r/<token>/event.ics")
@policy(is_anyone)
def calendar_by_link(token: str) -> ResponseReturnValue:
    """Hand out the event for a calendar."""
    return _go(token, ways.calendar)


def _go(token: str, act: Callable[[ways.Way], ResponseReturnValue]) -> ResponseReturnValue:
    way = ways.by_token(token)
    return ways.over() if way is None else act(way)
