"""What organisers do with a series: make it, change it, publish it, choose its dates."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db, now
from pin_app.events.forms import OrganiserForm
from pin_app.security import limit
from pin_app.trainings import queries, services
from pin_app.trainings.forms import SeriesDetails
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.routes import dates
from pin_app.trainings.routes.blueprint import bp, series_or_404, to_manage
from pin_app.trainings.routes.organisers import running
from pin_app.typed import page_number


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
    found = queries.dates_of([series])[series.id]
    return render_template(
        "trainings/manage.html",
        series=series,
        dates=found,
        drafts=[event for event in found if event.state == "draft" and event.ends_at > now()],
        attachable=queries.attachable(me()),
        running=running(series),
        form=OrganiserForm(formdata=None),
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
    changed = services.change(series, me(), form.values(), dates.consent())
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


def _page(form: SeriesDetails, series: TrainingSeries | None = None) -> str:
    back = url_for("trainings.manage", public_id=series.public_id) if series else url_for("trainings.run")
    return render_template("trainings/edit.html", form=form, series=series, back=back)
