"""Staff: the queue of grievances, and one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.claims import complaints, queries
from pin_app.claims.forms.grieving import AnswerForm, FirmForm, NoteForm, StateForm
from pin_app.claims.models import GRIEVANCE_STATES, Grievance
from pin_app.claims.routes.blueprint import NUMBER, bp
from pin_app.claims.services import grieving
from pin_app.db import db, writing
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.profiles.queries import by_public_id
from pin_app.typed import page_number

UNTYPED: dict[str, Any] = {"formdata": None}


@bp.get("/grievances")
@policy(is_staff)
def grievances() -> str:
    """List grievances: those that wait, or those in one state."""
    state = request.args.get("state", "")
    states = (state,) if state in GRIEVANCE_STATES else complaints.OPEN
    found = complaints.queue(states, me(), page_number())
    return render_template("claims/grievances.html", found=found, state=state, states=GRIEVANCE_STATES)


@bp.get(f"/grievances/{NUMBER}")
@policy(is_staff)
def grievance(number: int) -> str:
    """Show one grievance; the trail says who read it."""
    with writing():
        found = _grievance(number)
        record("grievance.read", found)
        page = _page(found)
        db.session.commit()
    return page


@bp.post(f"/grievances/{NUMBER}/answer")
@policy(is_staff)
def answer_grievance(number: int) -> ResponseReturnValue:
    """Answer the sender."""
    found, form = _grievance(number), AnswerForm(prefix="answer-")
    return _kept(found, {"answering": form}, lambda: grieving.answer(found, me(), form.text.data))


@bp.post(f"/grievances/{NUMBER}/note")
@policy(is_staff)
def note_grievance(number: int) -> ResponseReturnValue:
    """Write a private note."""
    found, form = _grievance(number), NoteForm(prefix="note-")
    return _kept(found, {"noting": form}, lambda: grieving.write_note(found, me(), form.text.data))


@bp.post(f"/grievances/{NUMBER}/state")
@policy(is_staff)
def move_grievance(number: int) -> ResponseReturnValue:
    """Bring it into another state."""
    found, form = _grievance(number), StateForm(prefix="state-")
    return _kept(found, {"moving": form}, lambda: grieving.move(found, me(), form.state.data))


@bp.post(f"/grievances/{NUMBER}/firm")
@policy(is_staff)
def name_firm(number: int) -> ResponseReturnValue:
    """Note which profile it is about."""
    found, form = _grievance(number), FirmForm(prefix="firm-")

    def keep() -> None:
        profile = by_public_id(form.firm.data.strip().rstrip("/").rpartition("/")[2])
        if profile is None:
            raise PinError("claim.unknown_profile")
        grieving.name_firm(found, me(), profile)

    return _kept(found, {"naming": form}, keep)


@bp.post(f"/grievances/{NUMBER}/review-claims")
@policy(is_staff)
def review_claims(number: int) -> ResponseReturnValue:
    """Put the firm's claims under review."""
    found = _grievance(number)
    grieving.review_claims(found, me())
    db.session.commit()
    flash(_("The claims are under review. Others see X from now on."), "success")
    return redirect(url_for("claims.grievance", number=found.id))


def _kept(found: Grievance, form: dict[str, Any], keep: Callable[[], Any]) -> ResponseReturnValue:
    (typed,) = form.values()
    if not typed.validate_on_submit():
        return _page(found, **form), 422
    try:
        keep()
    except PinError as refusal:
        db.session.rollback()
        typed.form_errors.append(str(refusal))
        return _page(found, **form), 422
    db.session.commit()
    flash(_("Kept."), "success")
    if complaints.one(found.id, me()) is None:
        return redirect(url_for("claims.grievances"))
    return redirect(url_for("claims.grievance", number=found.id))


def _page(found: Grievance, **typed: Form) -> str:
    profile = found.profile
    rungs = queries.rungs_of_many([profile.id]).get(profile.id, []) if profile else []
    empty = {
        "answering": AnswerForm(prefix="answer-", **UNTYPED),
        "noting": NoteForm(prefix="note-", **UNTYPED),
        "moving": StateForm(prefix="state-", data={"state": found.state}, **UNTYPED),
        "naming": FirmForm(prefix="firm-", **UNTYPED),
    }
    return render_template(
        "claims/grievance.html",
        grievance=found,
        profile=profile,
        rungs=rungs,
        messages=complaints.messages_of(found),
        **empty | typed,
    )


def _grievance(number: int) -> Grievance:
    return complaints.one(number, me()) or abort(404)
