"""Register, and confirm the address through the mailed link."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_anonymous, is_anyone, policy
from pin_app.accounts import services
from pin_app.accounts.forms import RegisterForm
from pin_app.accounts.routes import cookie, limits
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.services import links
from pin_app.accounts.services.addresses import LONGEST_TYPED
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.forms import Form, clean_line
from pin_app.i18n import language


@bp.route("/register", methods=["GET", "POST"])
@policy(is_anonymous)
def register() -> ResponseReturnValue:
    """Ask who somebody is; the answer is the same whether or not the address is known."""
    form = RegisterForm(language=language())
    if not form.is_submitted():
        return render_template("accounts/register.html", form=form)
    limits.count_place(limits.REGISTER_PLACE)
    if not form.validate():
        return render_template("accounts/register.html", form=form), 422
    with limits.evenly():
        services.register(_wish(form), cookie.mark())
        db.session.commit()
    return redirect(url_for("accounts.registered"))


@bp.get("/register/sent")
@policy(is_anyone)
def registered() -> str:
    """Say where to look now."""
    return render_template("accounts/registered.html", sends_mail=sends_mail())


@bp.get("/confirm/<token>")
@policy(is_anyone)
def confirm(token: str) -> ResponseReturnValue:
    """Show the button; opening the link does nothing, because mail scanners open links."""
    try:
        links.find(links.CONFIRM, token)
    except PinError:
        return dead_link()
    return render_template("accounts/confirm.html", form=Form())


@bp.post("/confirm/<token>")
@policy(is_anyone)
def do_confirm(token: str) -> ResponseReturnValue:
    """Confirm the address; the browser that registered is also signed in."""
    try:
        user, same_browser = services.confirm(token, cookie.mark())
    except PinError:
        db.session.rollback()  # of two at once the second looks again
        return _confirmed() if links.was_used(links.CONFIRM, token) else dead_link()
    begun = services.begin(user, **cookie.seen()) if same_browser else None
    db.session.commit()
    if begun is None:
        return _confirmed()
    cookie.begin(begun)
    flash(_("Your e-mail address is confirmed. Welcome to PIN."), "success")
    return redirect(url_for(first_page()))


def _confirmed() -> ResponseReturnValue:
    flash(_("Your e-mail address is confirmed. Now sign in."), "success")
    return redirect(url_for("accounts.sign_in"))


def _wish(form: RegisterForm) -> services.Registration:
    return services.Registration(
        email=form.address,
        typed_email=clean_line(form.email.data)[:LONGEST_TYPED],
        password=form.password.data,
        name=form.name.data,
        language=form.language.data,
        kind=form.kind.data,
        consents=form.consents,
        shown_in=language(),
    )


def first_page() -> str:
    """Endpoint where a new member begins: the own profile."""
    return "profiles.mine" if "profiles.mine" in current_app.view_functions else "home.start"


def dead_link() -> ResponseReturnValue:
    """Say that a link no longer works and what to do instead."""
    return render_template("accounts/dead_link.html"), 410


def sends_mail() -> bool:
    """Whether mail leaves this installation, or waits for the administrator to read it."""
    return bool(current_app.extensions["pin.settings"].mail_url)
