"""The own account: name and language, password, address, closing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_anyone, is_signed_in, policy
from pin_app.accounts import services
from pin_app.accounts.current import me
from pin_app.accounts.forms import AccountForm, CloseForm, EmailForm, PasswordForm, SettingsForm
from pin_app.accounts.routes import cookie, limits
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.routes.registering import dead_link
from pin_app.accounts.services import links, passwords
from pin_app.accounts.services.addresses import LONGEST_TYPED
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.forms import Form, clean_line


@bp.route("/account", methods=["GET", "POST"])
@policy(is_signed_in)
def settings() -> ResponseReturnValue:
    """Change name and language."""
    person = me()
    form = SettingsForm(obj=person)
    if not form.is_submitted():
        return render_template("accounts/settings.html", form=form, owner=person)
    if not form.validate():
        return render_template("accounts/settings.html", form=form, owner=person), 422
    services.change_settings(person, name=form.name.data, language=form.language.data)
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.settings"))


@bp.route("/account/password", methods=["GET", "POST"])
@policy(is_signed_in)
def password() -> ResponseReturnValue:
    """Choose another password; all other devices are signed out."""
    form, person = PasswordForm(), me()
    form.address, form.owner_name = person.email, person.name
    if not form.is_submitted():
        return render_template("accounts/password.html", form=form)
    if not _is_proven(form):
        return render_template("accounts/password.html", form=form), 422
    services.change_password(person, passwords.hashed(form.password.data), keep=cookie.present())
    db.session.commit()
    flash(_("Your password is changed. All other devices are signed out."), "success")
    return redirect(url_for("accounts.settings"))


@bp.route("/account/email", methods=["GET", "POST"])
@policy(is_signed_in)
def email() -> ResponseReturnValue:
    """Ask to move to another address; it counts once its link is pressed."""
    form, person = EmailForm(), me()
    if not form.is_submitted():
        return render_template("accounts/email.html", form=form, owner=person)
    limits.count_account(limits.EMAIL_CHANGE, str(person.id))
    if not (_is_proven(form) and _asked(form)):
        return render_template("accounts/email.html", form=form, owner=person), 422
    flash(_("Look into the mail of the new address and press the button there."), "success")
    return redirect(url_for("accounts.settings"))


@bp.get("/account/email/<token>")
@policy(is_anyone)
def confirm_email(token: str) -> ResponseReturnValue:
    """Show the button; opening the link does nothing."""
    try:
        links.find(links.CHANGE, token)
    except PinError:
        return dead_link()
    return render_template("accounts/confirm_email.html", form=Form())


@bp.post("/account/email/<token>")
@policy(is_anyone)
def do_confirm_email(token: str) -> ResponseReturnValue:
    """Put the new address into force."""
    try:
        services.confirm_email_change(token)
    except PinError:
        return dead_link()
    db.session.commit()
    flash(_("From now on you sign in with the new e-mail address."), "success")
    return redirect(url_for("accounts.settings"))


@bp.route("/account/close", methods=["GET", "POST"])
@policy(is_signed_in)
def close() -> ResponseReturnValue:
    """Close the own account at once."""
    form = CloseForm()
    if not form.is_submitted():
        return render_template("accounts/close.html", form=form)
    if not (_is_proven(form) and _closed(form)):
        return render_template("accounts/close.html", form=form), 422
    cookie.end()
    flash(_("Your account is closed."), "success")
    return redirect(url_for("home.start"))


def _is_proven(form: AccountForm) -> bool:
    """Whether the form is in order and carries the person's present password; tries are counted."""
    person = me()
    if not form.validate():
        return False
    limits.count_account(limits.PASSWORD_SHOWN, str(person.id))
    try:
        passwords.require(person, form.present.data)
    except PinError as refusal:
        form.present.errors = [str(refusal)]
        return False
    limits.forget_account(limits.PASSWORD_SHOWN, str(person.id))
    return True


def _asked(form: EmailForm) -> bool:
    with limits.evenly():
        try:
            services.request_email_change(me(), form.address, clean_line(form.email.data)[:LONGEST_TYPED])
        except PinError as refusal:
            form.email.errors = [str(refusal)]
            return False
        db.session.commit()
    return True


def _closed(form: CloseForm) -> bool:
    person = me()
    try:
        services.deactivate(person, by=person, reason="own wish")
    except PinError as refusal:
        form.form_errors.append(str(refusal))
        return False
    db.session.commit()
    return True
