"""The blueprint of this room, and what pages about one series ask first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from pin_app.events import showing
from pin_app.events import words as of_events
from pin_app.i18n import language
from pin_app.trainings import policies, queries, words
from pin_app.trainings.models import TrainingSeries

bp = Blueprint("trainings", __name__)


def series_or_404(
    public_id: str, rule: Callable[[Any, TrainingSeries], bool] = policies.may_run
) -> TrainingSeries:
    """Return the series of an address if the rule holds for the person; for others there is no such page."""
    series = queries.by_public_id(public_id)
    if series is None or not rule(current_user, series):
        abort(404)
    return series


def to_manage(series: TrainingSeries, anchor: str | None = None) -> Response:
    """Go back to the page from which a series is run."""
    return redirect(url_for("trainings.manage", public_id=series.public_id, _anchor=anchor))


@bp.app_template_filter("series_title")
def series_title(series: TrainingSeries) -> str:
    """The bare title for the reader, for places that take no markup."""
    return showing.in_language(series.titles, language(), series.language)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": of_events, "showing": showing, "trainings": words}
