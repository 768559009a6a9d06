"""Where somebody is signed in, and ending it from afar."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_signed_in, policy
from pin_app.accounts import queries, services
from pin_app.accounts.current import me
from pin_app.accounts.routes import cookie
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.words import browser_name
from pin_app.audit.services import record
from pin_app.db import db


@bp.get("/account/devices")
@policy(is_signed_in)
def sessions() -> str:
    """List the devices on which the person is signed in."""
    return render_template(
        "accounts/sessions.html",
        sign_ins=queries.standing_sign_ins(me()),
        present=cookie.present(),
        browser_name=browser_name,
    )


@bp.post("/account/devices/end")
@policy(is_signed_in)
def end_session() -> ResponseReturnValue:
    """End one sign-in of one's own."""
    asked = request.form.get("sign_in", "")
    own = [row for row in queries.standing_sign_ins(me()) if str(row.id) == asked]
    if not own:
        abort(404)
    services.end_sign_in(own[0])
    db.session.commit()
    flash(_("That device is signed out."), "success")
    return redirect(url_for("accounts.sessions"))


@bp.post("/account/devices/end-others")
@policy(is_signed_in)
def end_other_sessions() -> ResponseReturnValue:
    """End every sign-in but this one."""
    services.end_sign_ins(me(), keep=cookie.present())
    record("account.other_sign_ins_ended", me())
    db.session.commit()
    flash(_("All other devices are signed out."), "success")
    return redirect(url_for("accounts.sessions"))
