"""Asking for an introduction to a partner among one's matches."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.introductions import queries, services
from pin_app.introductions.forms import RequestForm
from pin_app.introductions.routes.blueprint import bp
from pin_app.matches import queries as matches
from pin_app.matches.models import PURPOSES
from pin_app.profiles import policies as profile_policies
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile
from pin_app.security import limit


@bp.route("/introductions/new", methods=["GET", "POST"])
@policy(is_signed_in)
def new() -> ResponseReturnValue:
    """Explain what asking means, and take the request."""
    profile, partner, purpose = _asked_for()
    standing = queries.standing_between(profile, partner)
    if standing is not None and standing.first_id == profile.id and standing.origin == "member":
        return redirect(url_for("introductions.show", public_id=standing.public_id))
    form = RequestForm()
    if request.method == "GET" or not form.validate():
        shown = render_template("introductions/new.html", form=form, profile=profile, partner=partner)
        return shown, 422 if form.is_submitted() else 200
    limit("introductions.request", str(current_user.id), "60 per hour")
    introduction = services.request(profile, partner, purpose, me(), form.note.data or "")
    db.session.commit()
    flash(_("Your request is with ISCOS staff. We write to you as soon as there is news."), "success")
    return redirect(url_for("introductions.show", public_id=introduction.public_id))


def _asked_for() -> tuple[Profile, Profile, str]:
    """Return who asks, for whom and for what; a partner that no page has shown does not exist."""
    names = [request.args.get(name, "") for name in ("profile", "partner")]
    profile, partner = (profiles.by_public_id(name) for name in names)
    purpose = request.args.get("purpose", "")
    if profile is None or partner is None or purpose not in PURPOSES:
        abort(404)
    if not profile_policies.may_act_for(current_user, profile):
        abort(404)
    if not matches.may_say(profile, partner, purpose):
        abort(404)
    return profile, partner, purpose
