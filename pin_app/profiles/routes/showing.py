"""The page of a profile, without anything by which its people could be reached."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from pin_app.access import is_anyone, policy
from pin_app.profiles import policies, queries
from pin_app.profiles.routes.blueprint import bp, profile_for


@bp.get("/p/<public_id>")
@policy(is_anyone)
def show(public_id: str) -> str:
    """Show a published profile to everybody, any other to those who may edit it."""
    profile = profile_for(public_id, policies.may_see)
    return render_template(
        "profiles/show.html",
        profile=profile,
        statements=queries.statements_of(profile),
        terms=queries.terms_of(profile) if current_user.is_authenticated else None,
        is_public=policies.is_public(profile),
        may_edit=policies.may_edit(current_user, profile),
    )
