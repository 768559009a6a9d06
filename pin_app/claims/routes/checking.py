"""Staff: documents that wait, one claim with all its proofs and its history, and what they decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.claims import queries, services
from pin_app.claims.catalogue import CLAIMS
from pin_app.claims.forms.checking import ConfirmForm, ReasonForm, SeenForm
from pin_app.claims.models import Claim
from pin_app.claims.routes.blueprint import NUMBER, bp, claim_or_404, proof_or_404
from pin_app.db import db, writing
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.profiles.queries import identifiers_of
from pin_app.typed import page_number

UNTYPED: dict[str, Any] = {"formdata": None}


@bp.get("/claims")
@policy(is_staff)
def waiting() -> str:
    """List documents that wait, the longest wait first, and claims under review."""
    return render_template(
        "claims/waiting.html",
        waiting=queries.waiting_proofs(page_number()),
        under_review=queries.under_review(),
    )


@bp.get(f"/claims/{NUMBER}")
@policy(is_staff)
def check(number: int) -> str:
    """Show one claim to staff, numbers included; the trail says who looked."""
    with writing():
        claim = claim_or_404(number)
        record("claim.read", claim, claim=claim.code)
        page = _page(claim)
        db.session.commit()
    return page


@bp.post(f"/claims/proofs/{NUMBER}/see")
@policy(is_staff)
def see(number: int) -> ResponseReturnValue:
    """Note that a document was seen."""
    proof, form = proof_or_404(number), SeenForm(prefix="seen-")
    return _kept(
        proof.claim,
        {"seen": form},
        lambda: services.see(proof, me(), form.last_day.data, form.note.data or ""),
        _("Noted: you have seen this document."),
    )


@bp.post(f"/claims/proofs/{NUMBER}/refuse")
@policy(is_staff)
def refuse(number: int) -> ResponseReturnValue:
    """Refuse a document with a reason."""
    proof, form = proof_or_404(number), ReasonForm(prefix="refuse-")
    return _kept(
        proof.claim,
        {"refusing": form},
        lambda: services.refuse(proof, me(), form.reason.data),
        _("The firm sees your reason. The file is deleted."),
    )


@bp.post(f"/claims/{NUMBER}/confirm")
@policy(is_staff)
def confirm(number: int) -> ResponseReturnValue:
    """Note a confirmation."""
    claim, form = claim_or_404(number), ConfirmForm(prefix="confirm-")
    return _kept(
        claim,
        {"confirming": form},
        lambda: services.confirm(claim, me(), form.kind.data, form.source.data, form.last_day.data),
        _("The confirmation is noted."),
    )


@bp.post(f"/claims/{NUMBER}/review")
@policy(is_staff)
def review(number: int) -> ResponseReturnValue:
    """Put a claim under review."""
    claim, form = claim_or_404(number), ReasonForm(prefix="review-")
    return _kept(
        claim,
        {"reviewing": form},
        lambda: services.put_under_review([claim], me(), form.reason.data),
        _("The claim is under review. Others see X from now on."),
    )


@bp.post(f"/claims/{NUMBER}/end-review")
@policy(is_staff)
def end_review(number: int) -> ResponseReturnValue:
    """End a review."""
    claim, form = claim_or_404(number), ReasonForm(prefix="end-")
    return _kept(
        claim,
        {"ending": form},
        lambda: services.end_review(claim, me(), form.reason.data),
        _("The review is over. The claim counts again as its proofs say."),
    )


def _kept(claim: Claim, form: dict[str, Any], keep: Callable[[], Any], told: str) -> ResponseReturnValue:
    (typed,) = form.values()
    if not typed.validate_on_submit():
        return _page(claim, **form), 422
    try:
        keep()
    except PinError as refusal:
        db.session.rollback()
        typed.form_errors.append(str(refusal))
        return _page(claim, **form), 422
    db.session.commit()
    flash(told, "success")
    return redirect(url_for("claims.check", number=claim.id))


def _page(claim: Claim, **typed: Form) -> str:
    profile = claim.profile
    rungs = queries.rungs_of_many([profile.id]).get(profile.id, [])
    empty = {
        "seen": SeenForm(prefix="seen-", **UNTYPED),
        "refusing": ReasonForm(prefix="refuse-", **UNTYPED),
        "confirming": ConfirmForm(prefix="confirm-", **UNTYPED),
        "reviewing": ReasonForm(prefix="review-", **UNTYPED),
        "ending": ReasonForm(prefix="end-", **UNTYPED),
    }
    return render_template(
        "claims/check.html",
        profile=profile,
        rung=next(rung for rung in rungs if rung.claim.id == claim.id),
        definition=CLAIMS[claim.code],
        proofs=queries.all_proofs_of(claim),
        history=queries.history_of(claim),
        known=identifiers_of(profile),
        others=[rung for rung in rungs if rung.claim.id != claim.id],
        flags=services.flags_of([profile]).get(profile.id, []),
        **empty | typed,
    )
