"""One form for all dates of a series, for members and for guests."""

from __future__ import annotations

from contextlib import nullcontext

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.accounts.models import User
from pin_app.accounts.routes.limits import evenly
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.i18n import language
from pin_app.profiles import queries as profiles
from pin_app.registrations.forms import RegisterForm, register_form
from pin_app.registrations.queries import count_holding_of
from pin_app.registrations.routes import guests
from pin_app.registrations.routes.blueprint import visitor
from pin_app.trainings import policies, questions, services
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.routes.blueprint import bp, series_or_404


@bp.get("/trainings/<public_id>/register")
@policy(is_anyone)
def register(public_id: str) -> str:
    """Show the form, with what may be full."""
    series, user = series_or_404(public_id, policies.may_see), visitor()
    return _page(series, _form(series, user), user)


@bp.post("/trainings/<public_id>/register")
@policy(is_anyone)
def do_register(public_id: str) -> ResponseReturnValue:
    """Take the form; the answer to a guest is the same whether or not the person is known here."""
    series, user = series_or_404(public_id, policies.may_see), visitor()
    form = _form(series, user)
    if user is None:
        guests.count_guest()
    if not form.validate():
        return _page(series, form, user), 422
    try:
        if user is None:
            guests.count_address(form.email.data or "")
        with evenly() if user is None else nullcontext():
            _register(series, user, form)
            db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(series, form, visitor()), 422
    if user is None:
        return redirect(url_for("trainings.sent", public_id=public_id))
    return redirect(url_for("trainings.mine"))


@bp.get("/trainings/<public_id>/register/sent")
@policy(is_anyone)
def sent(public_id: str) -> str:
    """Tell a guest where to look now."""
    return render_template("trainings/sent.html", series=series_or_404(public_id, policies.may_see))


def _form(series: TrainingSeries, user: User | None) -> RegisterForm:
    own = profiles.of(user) if user else ()
    asked = questions.once(services.open_dates(series))
    return register_form(asked.questions, user, own[0] if own else None)


def _register(series: TrainingSeries, user: User | None, form: RegisterForm) -> None:
    asked = questions.once(services.open_dates(series))
    own = profiles.of(user) if user else ()
    profile = next((one for one in own if one.public_id == form.profile.data), None)
    person = form.person(user, profile, user.email if user else "")
    services.register_for_all(
        series,
        person,
        asked,
        form.answers(),
        form.consents(),
        wait=request.form.get("if_full") != "none",
        request_key=form.key,
        shown_in=language(),
    )


def _page(series: TrainingSeries, form: RegisterForm, user: User | None) -> str:
    dates = services.open_dates(series)
    taken = count_holding_of([event.id for event in dates])
    full = {
        event.id for event in dates if event.capacity is not None and taken.get(event.id, 0) >= event.capacity
    }
    return render_template(
        "trainings/register.html",
        series=series,
        form=form,
        dates=dates,
        full=full,
        now=now(),
        wait=request.form.get("if_full") != "none",
        for_members=user is None and any(event.members_only for event in dates),
        is_member=user is not None,
    )
