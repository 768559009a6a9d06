"""Staff: what waits for a check, one profile at a time, and what they answer."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.profiles import doubles, forms, queries, reviews, services, telling, versions, words
from pin_app.profiles.forms import ChangesForm
from pin_app.profiles.models import Profile
from pin_app.profiles.reviews import Waiting
from pin_app.profiles.routes.blueprint import bp, opened_by_staff, profile_for


@bp.get("/reviews")
@policy(is_staff)
def review_queue() -> str:
    """List what waits, the longest wait first."""
    wanted = forms.wanted(request.args)
    return render_template(
        "profiles/queue.html",
        waiting=reviews.waiting(wanted, forms.page(request.args)),
        wanted=wanted,
        times=reviews.times(),
        changed=changed_names,
    )


@bp.get("/reviews/<public_id>")
@policy(is_staff)
def review(public_id: str) -> str:
    """Show everything about one profile, contact included; the trail says who looked."""
    return opened_by_staff(public_id, _is_desk, lambda profile: _page(profile, ChangesForm()))


@bp.post("/reviews/<public_id>/publish")
@policy(is_staff)
def publish(public_id: str) -> ResponseReturnValue:
    """Publish it, or its changes, and go on to the next."""
    profile = _profile(public_id)
    further = _next(profile)
    try:
        services.publish(profile, me(), request.form.get("seen", ""))
    except PinError as refusal:
        return _overtaken(profile, refusal, further)
    name = profile.name
    db.session.commit()
    flash(_("%(name)s is published. The owner is told.", name=name), "success")
    return redirect(further)


@bp.post("/reviews/<public_id>/changes")
@policy(is_staff)
def ask_for_changes(public_id: str) -> ResponseReturnValue:
    """Give it back with reasons, and go on to the next."""
    profile, form = _profile(public_id), ChangesForm()
    if not form.validate():
        return _page(profile, form), 422
    further = _next(profile)
    try:
        services.request_changes(
            profile, me(), form.reasons.data, form.note.data or "", request.form.get("seen", "")
        )
    except PinError as refusal:
        return _overtaken(profile, refusal, further)
    name = profile.name
    db.session.commit()
    flash(_("%(name)s goes back. The owner is told what to change.", name=name), "success")
    return redirect(further)


def changed_names(waiting: Waiting) -> list[str]:
    """Return in a few words what has changed of a published profile."""
    changes = waiting.changes
    if changes is None:
        return []
    return telling.changed_names(changes.fields, changes.terms, len(changes.statements), waiting.added)


def _profile(public_id: str) -> Profile:
    return profile_for(public_id, _is_desk)


def _is_desk(user: Any, _profile: Profile) -> bool:
    return is_staff(user)


def _next(profile: Profile) -> str:
    """Address of the next profile that waits, of the queue where none does; asked before the decision."""
    wanted = forms.wanted(request.args)
    found = reviews.next_after(profile, wanted)
    if found is None:
        return url_for("profiles.review_queue")
    return url_for("profiles.review", public_id=found.public_id, on="1", **wanted.arguments)


def _overtaken(profile: Profile, refusal: PinError, further: str) -> ResponseReturnValue:
    """Say that a colleague or the owner was faster; nothing of theirs is undone."""
    told, public_id = str(refusal), profile.public_id
    db.session.rollback()
    last = queries.last_review_of(profile)
    if refusal.code == "profile.not_submitted" and last is not None and last.by not in (None, current_user):
        told = str(words.DECIDED[last.decision]) % {"name": last.by.name if last.by else ""}
    flash(f"{profile.name}: {told}", "error")
    if refusal.code == "profile.changed_meanwhile":
        wanted = forms.wanted(request.args).arguments
        return redirect(url_for("profiles.review", public_id=public_id, **wanted))
    return redirect(further)


def _page(profile: Profile, form: ChangesForm) -> str:
    version, waits = queries.version_of(profile), queries.pending_of(profile)
    seen, before = versions.snapshot(version), reviews.before(profile)
    wanted = forms.wanted(request.args)
    return render_template(
        "profiles/review.html",
        kept=profile,
        profile=version.profile,
        form=form,
        waits=waits,
        undecided=profile.state == "submitted" or (waits is not None and waits.state == "waiting"),
        told=telling.told(before, seen) if before is not None else [],
        seen=versions.digest(seen),
        statements=version.statements,
        terms=version.terms,
        numbers=queries.identifiers_of(profile),
        members=queries.members_of(profile),
        reviews=queries.reviews_of(profile),
        meter_of=queries.completeness(profile),
        next_url=_next(profile),
        alike=doubles.alike(version, profile),
        wanted=wanted,
    )
