"""Who runs a series: everybody who runs all of its dates."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.forms import OrganiserForm
from pin_app.security import limit
from pin_app.trainings import policies, queries, services
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.routes.blueprint import bp, series_or_404, to_manage

ORGANISERS = "/trainings/<public_id>/manage/organisers"


@dataclass(frozen=True)
class Running:
    """Somebody who runs dates of a series: how many, and at how many they may take the list home."""

    user: User
    dates: int
    exports: int


def running(series: TrainingSeries) -> list[Running]:
    """Return who runs dates of a series, in the order in which they came."""
    found: dict[int, list[bool]] = {}
    people: dict[int, User] = {}
    for held in queries.organisers_in(series):
        people[held.user_id] = held.user
        found.setdefault(held.user_id, []).append(held.may_export)
    return [Running(people[number], len(rights), sum(rights)) for number, rights in found.items()]


@bp.post(ORGANISERS)
@policy(is_organiser)
def add_organiser(public_id: str) -> ResponseReturnValue:
    """Let somebody else run every date."""
    series, form = series_or_404(public_id), OrganiserForm()
    limit("events.organisers", str(me().id), "30 per hour")
    try:
        services.add_organiser(series, me(), form.email.data or "", form.may_export.data)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return to_manage(series_or_404(public_id), "organisers")
    flash(_("Added. The person runs every date of the series now."), "success")
    return to_manage(series, "organisers")


@bp.post(f"{ORGANISERS}/<int(max=2147483647):number>/remove")
@policy(is_organiser)
def remove_organiser(public_id: str, number: int) -> ResponseReturnValue:
    """Take the dates out of somebody's hands."""
    series = series_or_404(public_id)
    try:
        services.remove_organiser(series, me(), number)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return to_manage(series_or_404(public_id), "organisers")
    flash(_("Removed."), "success")
    if not policies.may_run(me(), series):
        return redirect(url_for("trainings.run"))
    return to_manage(series, "organisers")
