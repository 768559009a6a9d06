"""What organisers do with a series: make it, change it, publish it, choose its dates."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.db import db, now
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.events.policies import may_organise
from pin_app.security import limit
from pin_app.trainings import policies, queries, services, words
from pin_app.trainings.forms import SeriesDetails
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.routes.blueprint import bp, me, page_number, series_or_404, to_manage


@bp.get("/trainings/run")
@policy(is_organiser)
def run() -> str:
    """List the series that the person runs; staff see all."""
    found = queries.run_by(me(), page_number())
    return render_template("trainings/run.html", found=found, dates=queries.dates_of(found.items))


@bp.route("/trainings/new", methods=["GET", "POST"])
@policy(is_organiser)
def new() -> ResponseReturnValue:
    """Make a draft."""
    form = SeriesDetails()
    if request.method == "GET":
        return _page(form)
    limit("trainings.new", str(me().id), "60 per hour")
    if not form.validate():
        return _page(form), 422
    series = services.create(me(), form.values())
    db.session.commit()
    flash(_("The draft is kept. Nobody sees it until you publish it."), "success")
    return to_manage(series)


@bp.get("/trainings/<public_id>/manage")
@policy(is_organiser)
def manage(public_id: str) -> str:
    """Show where a series stands, and lead to everything that can be done with it."""
    series = series_or_404(public_id)
    return render_template(
        "trainings/manage.html",
        series=series,
        dates=queries.dates_of([series])[series.id],
        attachable=queries.attachable(me()),
        now=now(),
    )


@bp.route("/trainings/<public_id>/manage/edit", methods=["GET", "POST"])
@policy(is_organiser)
def edit(public_id: str) -> ResponseReturnValue:
    """Change what a series is."""
    series = series_or_404(public_id)
    form = SeriesDetails(series)
    if request.method == "GET":
        return _page(form, series)
    if not form.validate():
        return _page(form, series), 422
    changed = services.change(series, me(), form.values(), consent())
    db.session.commit()
    flash(_("Saved.") if changed else _("Nothing was changed."), "success")
    return to_manage(series)


@bp.post("/trainings/<public_id>/manage/publish")
@policy(is_organiser)
def publish(public_id: str) -> ResponseReturnValue:
    """Show a series to everybody."""
    series = series_or_404(public_id)
    services.publish(series, me())
    db.session.commit()
    flash(_("Published. Everybody can see the series now."), "success")
    return to_manage(series)


@bp.post("/trainings/<public_id>/manage/hide")
@policy(is_organiser)
def hide(public_id: str) -> ResponseReturnValue:
    """Make a series a draft again."""
    series = series_or_404(public_id)
    services.hide(series, me())
    db.session.commit()
    flash(_("The series is a draft again. Its dates stay as they are."), "success")
    return to_manage(series)


@bp.post("/trainings/<public_id>/manage/dates")
@policy(is_organiser)
def attach(public_id: str) -> ResponseReturnValue:
    """Make a training one of the dates."""
    series = series_or_404(public_id)
    services.attach(series, _event(request.form.get("event", "")), me(), consent())
    db.session.commit()
    flash(_("The date is part of the series."), "success")
    return to_manage(series, "dates")


@bp.post("/trainings/<public_id>/manage/dates/remove")
@policy(is_organiser)
def detach(public_id: str) -> ResponseReturnValue:
    """Take a date out of the series."""
    series = series_or_404(public_id)
    services.detach(series, _event(request.form.get("event", "")), me())
    db.session.commit()
    flash(_("The date stands alone again. Nothing else was changed at it."), "success")
    if not policies.may_run(me(), series):  # without its dates a series belongs to who made it
        return redirect(url_for("trainings.run"))
    return to_manage(series, "dates")


def consent() -> dict[str, Any]:
    """The words of the separate consent question for trainings that may tell of a union."""
    return {"labels": words.consent_labels(), "hints": words.consent_hints()}


def _event(public_id: str) -> Event:
    event = events.by_public_id(public_id)
    if event is None or not may_organise(me(), event):
        abort(404)
    return event


def _page(form: SeriesDetails, series: TrainingSeries | None = None) -> str:
    back = url_for("trainings.manage", public_id=series.public_id) if series else url_for("trainings.run")
    return render_template("trainings/edit.html", form=form, series=series, back=back)
