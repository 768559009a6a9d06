"""Decisions on an introduction before anybody is asked, on the page that its own room shows to staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app import slots
from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.desk import forms, words
from pin_app.desk.queries import figures
from pin_app.desk.routes.blueprint import bp, today
from pin_app.desk.routes.deciding import colleague
from pin_app.desk.routes.pair import FORTNIGHT
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.introductions import gates, queries, services
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import BEFORE_ASKING, STANDING
from pin_app.introductions.words import STATES

PLACE = "/desk/introductions/<public_id>"


def on_page(introduction: Introduction) -> dict[str, Any] | None:
    """What staff can decide, for the place on the page of an introduction."""
    if introduction.state not in STANDING:
        return None
    sides = (introduction.first, introduction.second)
    is_open = introduction.state in BEFORE_ASKING and None not in sides
    return {
        "introduction": introduction, "is_open": is_open, "words": words,
        "problems": gates.problems(*sides, introduction.purpose) if is_open else [],  # type: ignore[arg-type]
        "colleagues": figures.colleagues(), "postponed_to": today() + FORTNIGHT,
        "form": forms.ApproveForm(formdata=None), "rejecting": forms.RejectForm(formdata=None),
    }  # fmt: skip


@bp.post(f"{PLACE}/approve")
@policy(is_staff)
def approve(public_id: str) -> ResponseReturnValue:
    """Clear it and ask the first side, or the second of a member's request, with the messages as edited."""
    return _done(public_id, forms.ApproveForm(), _approve, _who_is_asked)


@bp.post(f"{PLACE}/assign")
@policy(is_staff)
def assign_introduction(public_id: str) -> ResponseReturnValue:
    """Give it to a colleague."""

    def deed(one: Introduction, form: Any) -> None:
        services.assign(one, me(), colleague(form.to.data), form.version.data)

    return _done(public_id, forms.AssignForm(), deed, _("The assignment is noted."))


@bp.post(f"{PLACE}/postpone")
@policy(is_staff)
def postpone_introduction(public_id: str) -> ResponseReturnValue:
    """Put it off until a day."""

    def deed(one: Introduction, form: Any) -> None:
        until = datetime.combine(form.until.data, time(5), UTC)
        services.postpone(one, me(), until, expected=form.version.data)

    return _done(public_id, forms.PostponeForm(), deed, _("Postponed."))


@bp.post(f"{PLACE}/reject")
@policy(is_staff)
def reject_introduction(public_id: str) -> ResponseReturnValue:
    """Decide that the two are not introduced."""

    def deed(one: Introduction, form: Any) -> None:
        services.reject(one, me(), form.reason.data, expected=form.version.data)

    return _done(public_id, forms.RejectForm(), deed, _("Rejected. Who asked is told kindly."))


def _approve(one: Introduction, form: Any) -> None:
    version = form.version.data
    for side, text in (("first", form.first_reads.data), ("second", form.second_reads.data)):
        if text and text != getattr(one, f"message_{side}"):
            services.edit_message(one, side, text, me(), version)
            version = one.version
    services.approve(one, me(), version, form.override.data or "")
    services.ask_first(one, me())


def _who_is_asked(one: Introduction) -> str:
    return _("The first side is asked.") if one.state == "first_asked" else str(STATES[one.state])


def _done(
    public_id: str, form: Form, deed: Any, told: str | Callable[[Introduction], str]
) -> ResponseReturnValue:
    """Do it, or say why not on the page as it stands now."""
    introduction = queries.by_public_id(public_id) or abort(404)
    try:
        if not form.validate():
            raise PinError("desk.incomplete")
        deed(introduction, form)
        success = told if isinstance(told, str) else told(introduction)
        db.session.commit()
        flash(success, "success")
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    return redirect(url_for("introductions.for_staff", public_id=public_id))


slots.fill(bp, "introduction_staff", "desk/_on_introduction.html", on_page)
