"""The people behind a profile: members, invitations, a new owner."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_anyone, is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.forms import Form
from pin_app.profiles import policies, queries, services
from pin_app.profiles.forms import InviteForm, MemberForm
from pin_app.profiles.models import Profile, ProfileMember
from pin_app.profiles.routes.blueprint import bp, opened_by_staff, profile_for
from pin_app.security import limit


@bp.route("/profiles/<public_id>/people", methods=["GET", "POST"])
@policy(is_signed_in)
def people(public_id: str) -> ResponseReturnValue:
    """List who acts for a profile, and invite one more."""
    profile = profile_for(public_id, policies.may_manage)
    form = InviteForm()
    if request.method == "GET":
        return _opened(profile)
    if not form.validate():
        return _page(profile, form), 422
    limit("profile.invite", str(me().id), "10 per hour")
    services.invite_member(profile, me(), form.email.data, form.language.data)
    db.session.commit()
    flash(_("An invitation is on its way to that address. It is good for 7 days."), "success")
    return redirect(url_for("profiles.people", public_id=public_id))


@bp.post("/profiles/<public_id>/people/remove")
@policy(is_signed_in)
def remove_member(public_id: str) -> ResponseReturnValue:
    """End somebody's membership."""
    profile = profile_for(public_id, policies.may_manage)
    services.remove_member(profile, _member(profile).user, by=me())
    db.session.commit()
    flash(_("This person no longer acts for the profile."), "success")
    return redirect(url_for("profiles.people", public_id=public_id))


@bp.post("/profiles/<public_id>/people/transfer")
@policy(is_signed_in)
def transfer(public_id: str) -> ResponseReturnValue:
    """Make a member the owner."""
    profile = profile_for(public_id, policies.may_manage)
    services.transfer(profile, _member(profile).user, by=me())
    db.session.commit()
    flash(_("The profile has a new owner. You still act for it as a member."), "success")
    return redirect(url_for("profiles.mine"))


@bp.post("/profiles/<public_id>/leave")
@policy(is_signed_in)
def leave(public_id: str) -> ResponseReturnValue:
    """Stop acting for a profile."""
    services.leave(profile_for(public_id, policies.is_member), me())
    db.session.commit()
    flash(_("You no longer act for this profile."), "success")
    return redirect(url_for("profiles.mine"))


@bp.get("/invitations/<token>")
@policy(is_anyone)
def invitation(token: str) -> ResponseReturnValue:
    """Show the button; opening the link does nothing."""
    found = services.invitation(token)
    if found is None:
        return render_template("profiles/invitation_over.html"), 410
    return render_template("profiles/invitation.html", profile=found[1], form=Form())


@bp.post("/invitations/<token>")
@policy(is_signed_in)
def accept_invitation(token: str) -> ResponseReturnValue:
    """Become a member."""
    profile = services.accept_invitation(token, me())
    db.session.commit()
    flash(_("You now act for this profile."), "success")
    return redirect(url_for("profiles.edit", public_id=profile.public_id))


def _member(profile: Profile) -> ProfileMember:
    number = MemberForm().number
    found = next((member for member in queries.members_of(profile) if member.id == number), None)
    return found or abort(404)


def _opened(profile: Profile) -> str:
    if policies.is_owner(me(), profile):
        return _page(profile, InviteForm())
    return opened_by_staff(profile.public_id, policies.may_manage, lambda found: _page(found, InviteForm()))


def _page(profile: Profile, form: InviteForm) -> str:
    return render_template(
        "profiles/people.html",
        profile=profile,
        form=form,
        members=queries.members_of(profile),
        invitations=queries.invitations_to(profile),
    )
