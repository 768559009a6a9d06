"""A person's profiles: the list, a new one, and taking one away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.profiles import policies, queries, services
from pin_app.profiles.forms import KindForm
from pin_app.profiles.models import KINDS
from pin_app.profiles.routes.blueprint import bp, profile_for
from pin_app.security import limit


@bp.get("/profiles/mine")
@policy(is_signed_in)
def mine() -> str:
    """List the profiles that the person owns or acts for."""
    profiles = queries.of(me())
    meters = queries.completeness_of_many(profiles)
    waiting = queries.pending_of_many(profile.id for profile in profiles)
    return render_template(
        "profiles/mine.html", profiles=profiles, meters=meters, waiting=waiting, person_id=me().id
    )


@bp.route("/profiles/new", methods=["GET", "POST"])
@policy(is_signed_in)
def new() -> ResponseReturnValue:
    """Choose a kind and begin."""
    known = me().party_kind
    form = KindForm(data={"kind": known if known in KINDS else None})
    if not form.is_submitted():
        return render_template("profiles/new.html", form=form)
    if not form.validate():
        return render_template("profiles/new.html", form=form), 422
    limit("profile.new", str(me().id), "20 per hour")
    profile = services.create(me(), form.kind.data)
    db.session.commit()
    return redirect(url_for("profiles.edit_step", public_id=profile.public_id, step="1"))


@bp.post("/profiles/<public_id>/withdraw")
@policy(is_signed_in)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take a profile out of sight; it can be sent again."""
    services.withdraw(profile_for(public_id, policies.may_edit), by=me())
    db.session.commit()
    flash(
        _("The profile is withdrawn. Nobody else sees it now, and it can be sent again at any time."),
        "success",
    )
    return redirect(url_for("profiles.show", public_id=public_id))


@bp.post("/profiles/<public_id>/changes/take-back")
@policy(is_signed_in)
def take_back_changes(public_id: str) -> ResponseReturnValue:
    """Throw away the changes that staff have not read."""
    services.take_back_changes(profile_for(public_id, policies.may_edit))
    db.session.commit()
    flash(_("Your changes are taken back. The profile stays as others see it."), "success")
    return redirect(url_for("profiles.edit", public_id=public_id))


@bp.post("/profiles/<public_id>/discard")
@policy(is_signed_in)
def discard(public_id: str) -> ResponseReturnValue:
    """Delete a draft that was never sent."""
    services.discard(profile_for(public_id, policies.may_manage))
    db.session.commit()
    flash(_("The draft is deleted."), "success")
    return redirect(url_for("profiles.mine"))
