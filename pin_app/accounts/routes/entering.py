"""Sign in and out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_anonymous, is_anyone, policy
from pin_app.accounts import services
from pin_app.accounts.forms import SignInForm
from pin_app.accounts.routes import cookie, limits
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.services import passwords
from pin_app.db import db
from pin_app.security import safe_next


@bp.route("/sign-in", methods=["GET", "POST"])
@policy(is_anonymous)
def sign_in() -> ResponseReturnValue:
    """Ask for address and password; every refusal reads the same."""
    form = SignInForm()
    if not form.is_submitted():
        return render_template("accounts/sign_in.html", form=form)
    limits.count_place(limits.SIGN_IN_PLACE)
    if not form.validate():
        return render_template("accounts/sign_in.html", form=form), 422
    limits.count_account(limits.SIGN_IN_ACCOUNT, form.address)
    token = _token_for(form)
    if token is None:
        form.form_errors.append(_refusal())
        return render_template("accounts/sign_in.html", form=form), 422
    limits.forget_account(limits.SIGN_IN_ACCOUNT, form.address)
    cookie.begin(token, stay=form.stay.data)
    return redirect(safe_next(request.args.get("next"), url_for("home.start")))


@bp.post("/sign-out")
@policy(is_anyone)
def sign_out() -> ResponseReturnValue:
    """End this sign-in here and on the server."""
    services.sign_out(cookie.token())
    db.session.commit()
    cookie.end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("home.start"))


def _token_for(form: SignInForm) -> str | None:
    with limits.evenly():
        kept = services.kept_hash(form.address)
        db.session.rollback()  # hashing takes long: the store's one write lock is let go meanwhile
        proven = kept if passwords.matches(kept, form.password.data) else None
        token = services.sign_in(form.address, proven, mark=cookie.mark(), **cookie.seen())
        db.session.commit()
        if token:
            return token
    return None


def _refusal() -> str:
    return str(
        _(
            "We could not sign you in with this e-mail address and password. If you have registered "
            "but not yet confirmed your address, look into your mail: there may be a new link."
        )
    )
