"""How many are there, every scan, and taking one back."""

from __future__ import annotations

from uuid import uuid4

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin import forms, queries, words
from pin_app.checkin.routes.blueprint import DOOR, asked, bp, door
from pin_app.checkin.services import undo
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.showing import days_of
from pin_app.typed import page_number


@bp.get(f"{DOOR}/count")
@policy(is_organiser)
def counted(public_id: str) -> str:
    """Show how many are expected and there, in all and per session, and the last scans."""
    event = door(public_id)
    day = forms.day_of(event, asked("day", 10))
    return render_template(
        "checkin/count.html", event=event, days=days_of(event), count=queries.count(event, day),
        latest=queries.latest(event),
    )  # fmt: skip


@bp.get(f"{DOOR}/log")
@policy(is_organiser)
def log(public_id: str) -> str:
    """Show every scan, with a button to take one back."""
    event = door(public_id)
    result = asked("result", 10)
    found = queries.log(event, page_number(), result if result in words.LOGGED else "")
    return render_template("checkin/log.html", event=event, found=found, result=result, new_key=uuid4)


@bp.post(f"{DOOR}/undo")
@policy(is_organiser)
def take_back(public_id: str) -> ResponseReturnValue:
    """Take back that somebody was at a door on a day."""
    event, form = door(public_id), forms.UndoForm()
    asked_for, key = form.scan.data or "", form.key.data or ""
    are_keys = forms.KEY.fullmatch(asked_for) and forms.KEY.fullmatch(key)
    scan = queries.scan_of(event, asked_for) if are_keys else None
    if scan is None or scan.registration is None:
        abort(404)
    name = f"{scan.registration.given_name} {scan.registration.surname}"
    try:
        undo(event, scan, key, me())
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return redirect(url_for("checkin.log", public_id=public_id))
    db.session.commit()
    flash(_("Taken back: %(name)s is not checked in any more.", name=name), "success")
    return redirect(url_for("checkin.log", public_id=public_id))
