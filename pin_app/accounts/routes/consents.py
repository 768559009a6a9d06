"""The own consents: read, give and withdraw with one press each."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_signed_in, policy
from pin_app.accounts import queries, services
from pin_app.accounts.current import me
from pin_app.accounts.routes.blueprint import bp
from pin_app.accounts.words import WAY_WORDS
from pin_app.db import db
from pin_app.i18n import language


@bp.get("/account/consents")
@policy(is_signed_in)
def consents() -> str:
    """Show each consent with its text and date, and what was withdrawn."""
    standing = queries.standing_consents(me())
    shown = {name: p for name, p in services.PURPOSES.items() if p.asked_of_all or name in standing}
    return render_template(
        "accounts/consents.html",
        purposes=shown,
        standing=standing,
        withdrawn=queries.withdrawn_consents(me()),
        way_words=WAY_WORDS,
    )


@bp.post("/account/consents/give")
@policy(is_signed_in)
def give_consent() -> ResponseReturnValue:
    """Give one consent in the words of the page."""
    services.give_consent(me(), _asked(), language=language(), way="account")
    db.session.commit()
    flash(_("Your consent is noted."), "success")
    return redirect(url_for("accounts.consents"))


@bp.post("/account/consents/withdraw")
@policy(is_signed_in)
def withdraw_consent() -> ResponseReturnValue:
    """Withdraw one consent; it counts at once."""
    services.withdraw_consent(me(), _asked())
    db.session.commit()
    flash(_("Your consent is withdrawn."), "success")
    return redirect(url_for("accounts.consents"))


def _asked() -> str:
    purpose = request.form.get("purpose", "")
    return purpose if purpose in services.PURPOSES else abort(404)
