"""Evaluations for organisers: open one, print slips, close it, read what it came to."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin.codes import data_uri
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.mail.services import path_to
from pin_app.security import external
from pin_app.trainings import queries, results, services
from pin_app.trainings.models import Evaluation, TrainingSeries
from pin_app.trainings.routes.blueprint import bp, series_or_404
from pin_app.typed import whole_number


@bp.get("/trainings/<public_id>/evaluations")
@policy(is_organiser)
def evaluations(public_id: str) -> str:
    """Show which parts are evaluated, and how many have answered."""
    series = series_or_404(public_id)
    found = queries.evaluations_of(series)
    return render_template(
        "trainings/evaluations.html",
        series=series,
        found=found,
        counts=queries.counts_of(found),
        dates=queries.dates_of([series])[series.id],
        evaluated={one.event_id for one in found},
        least=results.LEAST_ANSWERS,
        present=len(queries.present_in(series)),
    )


@bp.post("/trainings/<public_id>/evaluations")
@policy(is_organiser)
def open_evaluation(public_id: str) -> ResponseReturnValue:
    """Ask those who were there."""
    series, named = series_or_404(public_id), request.form.get("event", "")
    event = events.by_public_id(named) if named else None
    if named and event is None:
        abort(404)
    services.open_evaluation(series, event, me())
    db.session.commit()
    flash(_("The evaluation is open. Those who were there get a mail."), "success")
    return redirect(url_for("trainings.evaluations", public_id=public_id))


@bp.post("/trainings/<public_id>/evaluations/<evaluation_id>/slips")
@policy(is_organiser)
def slips(public_id: str, evaluation_id: str) -> ResponseReturnValue:
    """Show slips to print and to be drawn from a hat; they are shown this once."""
    series, evaluation = _found(public_id, evaluation_id)
    typed = request.form.get("count", "")
    count = whole_number(typed, 4) or 1
    try:
        tokens = services.print_slips(evaluation, count, me())
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return redirect(url_for("trainings.evaluations", public_id=public_id))
    db.session.commit()
    links = [external(path_to("trainings.sheet", token=token)) for token in tokens]
    drawn = [(link, data_uri(link)) for link in links]
    return render_template("trainings/slips.html", series=series, evaluation=evaluation, slips=drawn)


@bp.post("/trainings/<public_id>/evaluations/<evaluation_id>/close")
@policy(is_organiser)
def close_evaluation(public_id: str, evaluation_id: str) -> ResponseReturnValue:
    """Take no more answers, so that the results can be read."""
    _series, evaluation = _found(public_id, evaluation_id)
    services.close(evaluation, me())
    db.session.commit()
    return redirect(url_for("trainings.evaluation", public_id=public_id, evaluation_id=evaluation_id))


@bp.get("/trainings/<public_id>/evaluations/<evaluation_id>")
@policy(is_organiser)
def evaluation(public_id: str, evaluation_id: str) -> str:
    """Show the results of a closed evaluation."""
    series, found = _found(public_id, evaluation_id)
    told = results.results_of(found, queries.answers_to(found))
    return render_template(
        "trainings/results.html", series=series, evaluation=found, told=told, least=results.LEAST_ANSWERS
    )


def _found(public_id: str, evaluation_id: str) -> tuple[TrainingSeries, Evaluation]:
    series, found = series_or_404(public_id), queries.evaluation_of(evaluation_id)
    if found is None or found.series_id != series.id:
        abort(404)
    return series, found
