"""The form in four steps; each saves as one goes on, and while one types where a script asks for it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.profiles import policies, queries, services
from pin_app.profiles.models import Profile
from pin_app.profiles.routes.blueprint import bp, opened_by_staff, profile_for
from pin_app.profiles.routes.steps import STEPS, Step
from pin_app.profiles.services.reviewing import SENDABLE


@bp.get("/profiles/<public_id>/edit")
@policy(is_signed_in)
def edit(public_id: str) -> ResponseReturnValue:
    """Lead to the first step on which something is missing."""
    profile = profile_for(public_id, policies.may_edit)
    return redirect(url_for("profiles.edit_step", public_id=public_id, step=queries.next_step(profile)))


@bp.route("/profiles/<public_id>/edit/<string(length=1):step>", methods=["GET", "POST"])
@policy(is_signed_in)
def edit_step(public_id: str, step: str) -> ResponseReturnValue:
    """Show one step, or keep what was typed into it."""
    profile = profile_for(public_id, policies.may_edit)
    chosen = STEPS.get(step) or abort(404)
    if request.method == "GET":
        return _opened(profile, chosen)
    form = chosen.form(queries.version_of(profile))
    is_right = form.validate()
    if request.headers.get("X-Autosave"):
        return _autosave(profile, chosen, form)
    if _is_search(form):
        return _page(profile, chosen, form)
    if not is_right:
        return _page(profile, chosen, form), 422
    return _keep(profile, chosen, form)


def _opened(profile: Profile, step: Step) -> str:
    def page(found: Profile) -> str:
        return _page(found, step, step.form(queries.version_of(found)))

    if policies.may_act_for(me(), profile):
        return page(profile)
    return opened_by_staff(profile.public_id, policies.may_edit, page)


def _keep(profile: Profile, step: Step, form: Any) -> ResponseReturnValue:
    try:
        step.keep(profile, me(), form)
        if request.form.get("do") == "send":
            services.submit(profile)
    except PinError as refusal:
        db.session.rollback()
        form.form_errors = [str(refusal)]
        return _page(profile, step, form), 422
    _note_staff(profile, step)
    waits = queries.pending_of(profile)
    told = _after(profile, step, waits is not None and waits.state == "waiting")
    db.session.commit()
    return redirect(told)


def _autosave(profile: Profile, step: Step, form: Any) -> ResponseReturnValue:
    """Keep what is right of a profile that nobody else sees yet; the browser keeps the rest."""
    if not _may_autosave(profile):
        return jsonify(saved=False), 409
    try:
        (step.keep_typed or step.keep)(profile, me(), form)
    except PinError as refusal:
        db.session.rollback()
        return jsonify(saved=False, problem=str(refusal)), 422
    percent = queries.completeness(profile).percent
    db.session.commit()
    return jsonify(saved=True, percent=percent, problems={n: str(e[0]) for n, e in form.errors.items() if n})


def _may_autosave(profile: Profile) -> bool:
    """Whether to keep what is being typed; staff press a button, and the trail says once what they did."""
    return profile.state in SENDABLE and policies.may_act_for(me(), profile)


def _is_search(form: Any) -> bool:
    """Whether a sector search waits for its answer, by whichever button the form was sent."""
    return any(field.words for field in getattr(form, "pickers", ()))


def _page(profile: Profile, step: Step, form: Any) -> str:
    if request.method == "GET" and hasattr(form, "suggest"):
        form.suggest()
    version, waits = queries.version_of(profile), queries.pending_of(profile)
    returned = profile.state == "changes_requested" or (waits is not None and waits.state == "returned")
    return render_template(
        f"profiles/step_{step.number}.html",
        profile=version.profile,
        step=step,
        steps=STEPS,
        form=form,
        meter_of=queries.completeness(profile),
        may_autosave=_may_autosave(profile),
        waits=waits,
        sendable=profile.state in SENDABLE or (waits is not None and waits.state == "returned"),
        review=queries.last_review_of(profile) if returned else None,
        **step.facts(version),
    )


def _after(profile: Profile, step: Step, waits: bool) -> str:
    wish, number = request.form.get("do"), int(step.number)
    if wish == "send" and not waits:
        flash(_("Thank you. ISCOS staff read your profile now and write to you."), "success")
        return url_for("profiles.show", public_id=profile.public_id)
    if waits:
        flash(_("Saved. ISCOS staff read your changes first. Until then others see what they saw before."))
        if wish == "send":
            return url_for("profiles.show", public_id=profile.public_id)
    if wish == "leave" or (wish not in ("back", "stay") and step.number == "4"):
        if not waits:
            flash(_("Saved."), "success")
        return url_for("profiles.mine")
    goal = {"back": max(1, number - 1), "stay": number, "find": number}.get(wish or "", min(4, number + 1))
    return url_for("profiles.edit_step", public_id=profile.public_id, step=str(goal))


def _note_staff(profile: Profile, step: Step) -> None:
    if not policies.may_act_for(me(), profile):
        record("profile.edited_by_staff", profile, step=step.number)
