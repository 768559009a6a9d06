"""The blueprint of this room, and what pages about one event ask first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from pin_app.events import policies, queries, showing, words
from pin_app.events.models import Event
from pin_app.i18n import direction, language

bp = Blueprint("events", __name__)


def event_or_404(public_id: str, rule: Callable[[Any, Event], bool] = policies.may_organise) -> Event:
    """Return the event of an address if the rule holds for the person; for others there is no such page."""
    event = queries.by_public_id(public_id)
    if event is None or not rule(current_user, event):
        abort(404)
    return event


def to_manage(event: Event, anchor: str | None = None) -> Response:
    """Go back to the page from which an event is run."""
    return redirect(url_for("events.manage", public_id=event.public_id, _anchor=anchor))


@bp.app_template_filter("event_text")
def event_text(texts: dict[str, str], event: Event) -> Markup:
    """A text of an event in the reader's language, else in English or its own, marked as such."""
    found = showing.said(texts, language(), event.language)
    if found.language == language():
        return Markup("<bdi>{}</bdi>").format(found.text)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
        found.language, direction(found.language), found.text
    )


@bp.app_template_filter("event_title")
def event_title(event: Event) -> str:
    """The bare title for the reader, for places that take no markup."""
    return showing.title_of(event, language())


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words, "showing": showing}
