"""The dates of a series: chosen among one's trainings, repeated, published, taken out."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.events.policies import may_organise
from pin_app.security import limit
from pin_app.trainings import policies, services, words
from pin_app.trainings.routes.blueprint import bp, series_or_404, to_manage
from pin_app.typed import whole_number


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


@bp.post("/trainings/<public_id>/manage/dates/repeat")
@policy(is_organiser)
def repeat(public_id: str) -> ResponseReturnValue:
    """Copy a date into the following weeks."""
    series = series_or_404(public_id)
    limit("trainings.repeat", str(me().id), "30 per hour")
    typed = request.form.get("times", "")
    times = whole_number(typed, 3) or 0
    made = services.repeat(series, _event(request.form.get("event", "")), me(), times, consent())
    db.session.commit()
    flash(ngettext("One draft was added.", "%(num)s drafts were added.", len(made)), "success")
    return to_manage(series, "dates")


@bp.post("/trainings/<public_id>/manage/dates/publish")
@policy(is_organiser)
def publish_dates(public_id: str) -> ResponseReturnValue:
    """Publish all dates that are still drafts."""
    series = series_or_404(public_id)
    count = services.publish_dates(series, me())
    db.session.commit()
    flash(ngettext("One date was published.", "%(num)s dates were published.", count), "success")
    return to_manage(series, "dates")


def consent() -> dict[str, Any]:
    """The words of the separate consent question for trainings that may tell of a union."""
    return {"labels": words.consent_labels(), "hints": words.consent_hints()}


def _event(public_id: str) -> Event:
    event = events.by_public_id(public_id)
    if event is None or not may_organise(me(), event):
        abort(404)
    return event
