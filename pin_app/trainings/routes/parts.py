"""What this room shows on the pages of one date: to which series it belongs."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.trainings import policies, queries
from pin_app.trainings.routes.blueprint import bp
from pin_app.trainings.services import may_take, path_of, path_to_take


def _of_event(event: Event, **_more: Any) -> dict[str, Any] | None:
    series = queries.series_of(event) if event.kind == "training" else None
    if series is None or not policies.may_see(current_user, series):
        return None
    return {"series": series, "may_run": False}


def _of_managed(event: Event, **_more: Any) -> dict[str, Any] | None:
    series = queries.series_of(event) if event.kind == "training" else None
    if series is None:
        return None
    return {"series": series, "may_run": policies.may_run(current_user, series)}


def _of_registration(registration: Registration, **_more: Any) -> dict[str, Any] | None:
    certificate = queries.certificate_for(registration)
    asked = [
        (one, path_to_take(one, registration.public_id))
        for one in queries.open_evaluations_for(registration)
        if may_take(one, registration)
    ]
    if certificate is None and not asked:
        return None
    link = path_of(certificate) if certificate else ""
    return {"certificate": certificate, "link": link, "asked": asked}


def _of_organised(registration: Registration, **_more: Any) -> dict[str, Any] | None:
    series = queries.series_of(registration.event)
    if series is None or not policies.may_run(current_user, series):
        return None
    others: dict[str, list[Registration]] = {}
    for one in queries.named_otherwise(series, registration):
        others.setdefault(one.name_key, []).append(one)
    return {"series": series, "registration": registration, "others": others} if others else None


slots.fill(bp, "registration-organiser", "trainings/_on_organised.html", _of_organised)
slots.fill(bp, "registration", "trainings/_on_registration.html", _of_registration)
slots.fill(bp, "event", "trainings/_on_event.html", _of_event)
slots.fill(bp, "event-manage", "trainings/_on_event.html", _of_managed)
