"""For everybody, without an account: sending a grievance, and reading the answer under a code."""

from __future__ import annotations

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from pin_app.access import is_anyone, policy
from pin_app.claims import complaints
from pin_app.claims.forms.grieving import AdditionForm, CodeForm, GrievanceForm
from pin_app.claims.models import Grievance
from pin_app.claims.routes.blueprint import bp
from pin_app.claims.services import grieving
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import language
from pin_app.profiles.models import Profile
from pin_app.profiles.policies import may_see
from pin_app.profiles.queries import by_public_id
from pin_app.security import client_network, limit, new_secret

LONGEST_KEY = 64


@bp.get("/grievance")
@policy(is_anyone)
def complain() -> ResponseReturnValue:
    """Show the form; a link from a profile names the firm."""
    profile = _firm(request.args.get("firm", ""))
    form = GrievanceForm(formdata=None, key=new_secret(), firm=profile.public_id if profile else "")
    return _private(render_template("claims/complain.html", form=form, profile=profile))


@bp.post("/grievance")
@policy(is_anyone)
def send_complaint() -> ResponseReturnValue:
    """Keep the grievance and show its code, which stands in no address, log or mail."""
    form = GrievanceForm()
    profile = _firm(form.firm.data or "")
    if not form.validate_on_submit():
        return _private(render_template("claims/complain.html", form=form, profile=profile), 422)
    limit("grievance.send", client_network(), "10 per hour")
    code = grieving.code_for((form.key.data or new_secret())[:LONGEST_KEY])
    try:
        grieving.send(code, form.data, profile, language())
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _private(render_template("claims/complain.html", form=form, profile=profile), 422)
    db.session.commit()
    return _private(render_template("claims/complained.html", code=code))


@bp.get("/grievance/answer")
@policy(is_anyone)
def receipt() -> ResponseReturnValue:
    """Ask for the code."""
    return _private(render_template("claims/receipt.html", form=CodeForm(formdata=None)))


@bp.post("/grievance/answer")
@policy(is_anyone)
def read_answer() -> ResponseReturnValue:
    """Show a grievance to whoever has its code; the page is never kept by a browser."""
    form = CodeForm()
    limit("grievance.read", client_network(), "30 per hour")
    if not form.validate_on_submit():
        return _private(render_template("claims/receipt.html", form=form), 422)
    found = grieving.find(form.code.data)
    if found is None:
        form.code.errors = [_("There is no message with this code. Look at each letter again.")]
        return _private(render_template("claims/receipt.html", form=form), 422)
    return _shown(found, AdditionForm(formdata=None, code=form.code.data))


@bp.post("/grievance/add")
@policy(is_anyone)
def add_to_complaint() -> ResponseReturnValue:
    """Add something to a grievance."""
    form = AdditionForm()
    limit("grievance.read", client_network(), "30 per hour")
    found = grieving.find((form.code.data or "")[:80])
    if found is None:
        return _private(render_template("claims/receipt.html", form=CodeForm(formdata=None)), 422)
    if not form.validate_on_submit():
        return _shown(found, form, 422)
    try:
        grieving.add(found, form.text.data)
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _shown(found, form, 422)
    db.session.commit()
    return _shown(found, AdditionForm(formdata=None, code=form.code.data))


def _firm(public_id: str) -> Profile | None:
    """The profile that a link names, as far as the visitor may see it at all."""
    profile = by_public_id(public_id)
    return profile if profile is not None and may_see(current_user, profile) else None


def _shown(grievance: Grievance, form: AdditionForm, status: int = 200) -> ResponseReturnValue:
    messages = complaints.messages_of(grievance, complaints.FOR_SENDER)
    page = render_template("claims/answer.html", grievance=grievance, messages=messages, form=form)
    return _private(page, status)


def _private(page: str, status: int = 200) -> ResponseReturnValue:
    g.unnamed = True  # the log of requests keeps no address of these pages
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
