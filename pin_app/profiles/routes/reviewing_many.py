"""Staff: several profiles at once, listed once more before they are published."""

from __future__ import annotations

from typing import NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.profiles import forms, queries, reviews, services, telling, versions
from pin_app.profiles.reviews import Waiting
from pin_app.profiles.routes.blueprint import bp
from pin_app.profiles.telling import Told
from pin_app.profiles.versions import Version


class Picked(NamedTuple):
    """One profile on the page of confirmation: what waits of it, and the digest of what is shown."""

    waiting: Waiting
    version: Version
    told: list[Told]
    digest: str


@bp.get("/reviews/selected")
@policy(is_staff)
def review_selected() -> ResponseReturnValue:
    """List the picked profiles with all that others will see."""
    wanted = forms.wanted(request.args)
    found = [_picked(one) for one in reviews.selected(list(forms.picked(request.args)))]
    if not found:
        flash(_("Pick at least one profile that waits."), "error")
        return redirect(url_for("profiles.review_queue", **wanted.arguments))
    return render_template("profiles/selected.html", picked=found, wanted=wanted)


@bp.post("/reviews/selected")
@policy(is_staff)
def publish_selected() -> ResponseReturnValue:
    """Publish the picked profiles one by one; what has changed or was decided meanwhile is left alone."""
    picked = forms.picked(request.form)
    if not all(picked.values()):
        abort(400)  # each comes with the digest of what the page has shown
    done, left = 0, []
    for public_id, seen in picked.items():
        profile = queries.by_public_id(public_id)
        if profile is None:
            continue
        name = profile.name
        try:
            services.publish(profile, me(), seen)
            db.session.commit()
            done += 1
        except PinError as refusal:
            db.session.rollback()
            left.append(f"{name}: {refusal}")
    if done:
        flash(ngettext("One profile is published.", "%(num)s profiles are published.", done), "success")
    for told in left:
        flash(told, "error")
    return redirect(url_for("profiles.review_queue", **forms.wanted(request.args).arguments))


def _picked(waiting: Waiting) -> Picked:
    version, before = queries.version_of(waiting.profile), reviews.before(waiting.profile)
    seen = versions.snapshot(version)
    told = telling.told(before, seen) if before is not None else []
    return Picked(waiting, version, told, versions.digest(seen))


@bp.post("/reviews/<public_id>/alike")
@policy(is_staff)
def judge_alike(public_id: str) -> ResponseReturnValue:
    """Keep whether the profile under review and another are one party or two."""
    profile, other = (queries.by_public_id(one) for one in (public_id, request.form.get("other", "")[:20]))
    if profile is None or other is None:
        abort(404)
    said = {"same": True, "different": False, "": None}.get(request.form.get("verdict", ""), ...)
    if said is ...:
        abort(400)
    services.judge(profile, other, said, me())
    name = other.name
    db.session.commit()
    told = {
        True: _("Noted: %(name)s is the same party.", name=name),
        False: _("Noted: %(name)s is another party.", name=name),
        None: _("Taken back."),
    }
    flash(told[said], "success")
    return redirect(url_for("profiles.review", public_id=public_id, **forms.wanted(request.args).arguments))
