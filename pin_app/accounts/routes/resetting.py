"""A forgotten password: ask for a link, and set a new one through it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_anyone, policy
from pin_app.accounts import services
from pin_app.accounts.forms import ForgottenForm, ResetForm
from pin_app.accounts.routes import cookie, limits
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.routes.registering import dead_link, sends_mail
from pin_app.accounts.services import links, passwords
from pin_app.db import db
from pin_app.errors import PinError


@bp.route("/forgotten", methods=["GET", "POST"])
@policy(is_anyone)
def forgotten() -> ResponseReturnValue:
    """Mail a link to set a new password; the answer is the same for every address."""
    form = ForgottenForm()
    if not form.is_submitted():
        return render_template("accounts/forgotten.html", form=form)
    limits.count_place(limits.RESET_PLACE)
    if not form.validate():
        return render_template("accounts/forgotten.html", form=form), 422
    with limits.evenly():
        services.request_reset(form.address)
        db.session.commit()
    return redirect(url_for("accounts.forgotten_sent"))


@bp.get("/forgotten/sent")
@policy(is_anyone)
def forgotten_sent() -> str:
    """Say where to look now."""
    return render_template("accounts/forgotten_sent.html", sends_mail=sends_mail())


@bp.route("/reset/<token>", methods=["GET", "POST"])
@policy(is_anyone)
def reset(token: str) -> ResponseReturnValue:
    """Set a new password; the link is used up only by a good one."""
    form = ResetForm()
    try:
        owner = links.find(links.RESET, token).user
    except PinError:
        return dead_link()
    form.address, form.owner_name = owner.email, owner.name
    if not form.is_submitted():
        return render_template("accounts/reset.html", form=form)
    if not form.validate():
        return render_template("accounts/reset.html", form=form), 422
    return _set(token, form.password.data)


def _set(token: str, password: str) -> ResponseReturnValue:
    db.session.rollback()  # hashing takes long: the store's one write lock is let go meanwhile
    secret = passwords.hashed(password)
    try:
        user = services.reset_password(token, secret)
    except PinError:
        return dead_link()
    address = user.email
    db.session.commit()
    limits.forget_account(limits.SIGN_IN_ACCOUNT, address)
    cookie.end()
    flash(_("Your new password is set, and every device is signed out. Sign in with it now."), "success")
    return redirect(url_for("accounts.sign_in"))
