"""Mails as they wait, went out, failed or are kept for reading."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_administrator, policy
from pin_app.admin import services
from pin_app.admin.forms import OutboxFilter
from pin_app.admin.routes.blueprint import NUMBER, bp, found_or_404, page_of
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.mail import queries
from pin_app.mail.models import OutgoingMail


@bp.get("/outbox")
@policy(is_administrator)
def outbox() -> str:
    """List mails, the newest first; what was shown is noted in the trail."""
    form = OutboxFilter(request.args)
    with writing():
        mails = page_of(queries.newest(form.address.data, form.state.data))
        record("outbox.listed", address=form.address.data, shown=[mail.id for mail in mails.items])
        page = render_template("admin/outbox.html", form=form, mails=mails, has_server=_has_server())
        db.session.commit()
    return page


@bp.get(f"/outbox/{NUMBER}")
@policy(is_administrator)
def mail(number: int) -> str:
    """Show one mail's text; its links can be used while it is kept here instead of being sent."""
    with writing():
        found = found_or_404(OutgoingMail, number)
        record("mail.read", found, template=found.template)
        page = render_template("admin/mail.html", mail=found, pieces=services.readable(found))
        db.session.commit()
    return page


@bp.post(f"/outbox/{NUMBER}/again")
@policy(is_administrator)
def send_again(number: int) -> ResponseReturnValue:
    """Put a failed mail back into the queue."""
    services.send_again(found_or_404(OutgoingMail, number))
    db.session.commit()
    flash(_("The mail is on its way again."), "success")
    return redirect(url_for("admin.mail", number=number))


def _has_server() -> bool:
    return bool(current_app.extensions["pin.settings"].mail_url)
