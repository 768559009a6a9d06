"""The form of an event, for members and for guests."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.accounts.models import User
from pin_app.accounts.routes.limits import evenly
from pin_app.db import db, reading
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.i18n import language
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile
from pin_app.registrations import policies, queries, services
from pin_app.registrations.forms import RegisterForm, register_form
from pin_app.registrations.models import Registration
from pin_app.registrations.routes import guests
from pin_app.registrations.routes.blueprint import bp, seen_event_or_404, visitor


@bp.get("/events/<public_id>/register")
@policy(is_anyone)
def register(public_id: str) -> ResponseReturnValue:
    """Show the form, or why there is none."""
    event, user = seen_event_or_404(public_id), visitor()
    standing = queries.standing_of_user(event, user) if user else None
    if standing is not None:
        return redirect(url_for("registrations.show", public_id=standing.public_id))
    chosen = _profile(user, request.args.get("profile"))
    return _page(event, user, register_form(events.questions_of(event), user, chosen))


@bp.post("/events/<public_id>/register")
@policy(is_anyone)
def do_register(public_id: str) -> ResponseReturnValue:
    """Take the form; the answer to a guest is the same whether or not the person is known here."""
    db.session.rollback()
    with reading():  # whoever fills it in wrongly, and the checks themselves, keep nobody from writing
        event, user = seen_event_or_404(public_id), visitor()
        form = register_form(events.questions_of(event), user, None)
        if user is None:
            guests.count_guest()
        if not form.validate():
            return _page(event, user, form), 422
        db.session.rollback()
    try:
        if user is None:
            guests.count_address(form.email.data or "")
        with evenly() if user is None else nullcontext():
            made = _register(event, user, form)
            db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(event, visitor(), form), 422
    if user is None:
        return redirect(url_for("registrations.sent", public_id=public_id))
    return redirect(url_for("registrations.show", public_id=made.public_id))


@bp.get("/events/<public_id>/register/sent")
@policy(is_anyone)
def sent(public_id: str) -> str:
    """Tell a guest where to look now."""
    return render_template("registrations/sent.html", event=seen_event_or_404(public_id))


def _register(event: Event, user: User | None, form: RegisterForm) -> Registration:
    profile = _profile(user, form.profile.data) if form.profile.data else None
    person = form.person(user, profile, user.email if user else "")
    return services.register(
        event, person, form.answers(), form.consents(), request_key=form.key, shown_in=language()
    )


def _page(event: Event, user: User | None, form: RegisterForm) -> str:
    facts: dict[str, Any] = {"form": form, "event": event, "closed": None}
    try:
        services.guard(event, user)
    except PinError as refusal:
        facts["closed"] = refusal
    return render_template(
        "registrations/register.html",
        **facts,
        full=event.capacity is not None and queries.count_holding(event) >= event.capacity,
        waiting=queries.count_waiting(event),
        for_members=event.members_only and user is None,
        own=profiles.of(user) if user else (),
        is_member=user is not None,
        is_over=policies.is_over(event),
    )


def _profile(user: User | None, public_id: str | None) -> Profile | None:
    """Return the profile that a member represents: the one that is named, else the first, none for "-"."""
    if user is None or public_id == "-":
        return None
    own = profiles.of(user)
    named = next((one for one in own if one.public_id == public_id), None)
    return named or (own[0] if own and public_id is None else None)
