"""Staff: what waits for a check, and what they answer."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.db import db
from pin_app.profiles import queries, services
from pin_app.profiles.forms import ChangesForm
from pin_app.profiles.models import Profile
from pin_app.profiles.routes.blueprint import bp, me, opened_by_staff, profile_for

LAST_PAGE = 10_000


@bp.get("/reviews")
@policy(is_staff)
def review_queue() -> str:
    """List what waits, the longest wait first."""
    typed = request.args.get("page", "")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    waiting = queries.waiting_for_review(min(max(page, 1), LAST_PAGE))
    return render_template("profiles/queue.html", waiting=waiting)


@bp.get("/reviews/<public_id>")
@policy(is_staff)
def review(public_id: str) -> str:
    """Show everything about one profile, contact included; the trail says who looked."""
    return opened_by_staff(public_id, _is_desk, lambda profile: _page(profile, ChangesForm()))


@bp.post("/reviews/<public_id>/publish")
@policy(is_staff)
def publish(public_id: str) -> ResponseReturnValue:
    """Publish it."""
    services.publish(_profile(public_id), by=me())
    db.session.commit()
    flash(_("Published. The owner is told."), "success")
    return redirect(url_for("profiles.review_queue"))


@bp.post("/reviews/<public_id>/changes")
@policy(is_staff)
def ask_for_changes(public_id: str) -> ResponseReturnValue:
    """Give it back with reasons."""
    profile, form = _profile(public_id), ChangesForm()
    if not form.validate():
        return _page(profile, form), 422
    services.request_changes(profile, me(), form.reasons.data, form.note.data or "")
    db.session.commit()
    flash(_("Sent back. The owner is told what to change."), "success")
    return redirect(url_for("profiles.review_queue"))


def _profile(public_id: str) -> Profile:
    return profile_for(public_id, _is_desk)


def _is_desk(user: Any, _profile: Profile) -> bool:
    return is_staff(user)


def _page(profile: Profile, form: ChangesForm) -> str:
    return render_template(
        "profiles/review.html",
        profile=profile,
        form=form,
        statements=queries.statements_of(profile, past=True),
        terms=queries.terms_of(profile),
        numbers=queries.identifiers_of(profile),
        members=queries.members_of(profile),
        reviews=queries.reviews_of(profile),
        meter_of=queries.completeness(profile),
    )
