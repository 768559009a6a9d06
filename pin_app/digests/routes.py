"""The page on which a member chooses which mails come, and how often."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.accounts.models import User
from pin_app.accounts.queries import has_consented
from pin_app.db import db
from pin_app.digests import queries, services
from pin_app.digests.forms import PaceForm

bp = Blueprint("digests", __name__)


@bp.route("/account/mails", methods=["GET", "POST"])
@policy(is_signed_in)
def pace() -> ResponseReturnValue:
    """Choose how often the digest comes."""
    person = me()
    form = PaceForm(pace=queries.pace_of(person))
    if not form.is_submitted():
        return _page(person, form)
    if not form.validate():
        return _page(person, form), 422
    services.choose_pace(person, form.pace.data)
    db.session.commit()
    flash(_("Saved. It counts from now on."), "success")
    return redirect(url_for("digests.pace"))


def _page(person: User, form: PaceForm) -> str:
    has_agreed = has_consented(person, queries.CONSENT)
    return render_template("digests/pace.html", form=form, owner=person, has_agreed=has_agreed)
