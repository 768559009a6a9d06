"""The calendar of trainings, and the page of one series."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user

from pin_app.access import is_anyone, policy
from pin_app.db import now
from pin_app.i18n import LANGUAGES
from pin_app.trainings import policies, queries, services
from pin_app.trainings.models import AUDIENCES
from pin_app.trainings.routes.blueprint import bp, series_or_404
from pin_app.typed import page_number


@bp.get("/trainings")
@policy(is_anyone)
def index() -> str:
    """Show the series that have dates to come, by audience and language."""
    audience, language = (
        value if value in known else ""
        for value, known in (
            (request.args.get("audience", ""), AUDIENCES),
            (request.args.get("language", ""), LANGUAGES),
        )
    )
    found = queries.coming(audience, language, page_number())
    return render_template(
        "trainings/index.html",
        found=found,
        dates=queries.dates_of(found.items),
        audience=audience,
        told_in=language,
        now=now(),
    )


@bp.get("/trainings/<public_id>")
@policy(is_anyone)
def show(public_id: str) -> str:
    """Show one series with its dates."""
    series = series_or_404(public_id, policies.may_see)
    return render_template(
        "trainings/show.html",
        series=series,
        dates=[event for event in queries.dates_of([series])[series.id] if event.published_at is not None],
        may_run=policies.may_run(current_user, series),
        may_register=bool(services.open_dates(series)),
        now=now(),
    )
