"""A firm's own claims: what it has stated, stating more, renewing, taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.accounts.services import PURPOSES, give_consent
from pin_app.claims import policies, queries, services
from pin_app.claims.catalogue import CLAIMS, Definition, for_party
from pin_app.claims.forms.stating import NumberForm, ProofForm, pledge_form
from pin_app.claims.routes.blueprint import bp, profile_for
from pin_app.db import db
from pin_app.documents import services as documents
from pin_app.documents.filing import throw_away
from pin_app.errors import PinError
from pin_app.forms import Form
from pin_app.i18n import language
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import identifiers_of
from pin_app.security import limit

OF_PROFILE = "/profiles/<public_id>/claims"


@bp.get(OF_PROFILE)
@policy(is_signed_in)
def mine(public_id: str) -> str:
    """List what a firm can state and where each claim stands."""
    profile = profile_for(public_id, policies.may_state)
    rungs = {rung.claim.code: rung for rung in queries.rungs_of_many([profile.id]).get(profile.id, [])}
    return render_template(
        "claims/mine.html",
        profile=profile,
        definitions=for_party(profile.kind, profile.country, profile.sectors),
        rungs=rungs,
        waiting=queries.codes_waiting(profile),
        flags=services.flags_of([profile]).get(profile.id, []),
    )


@bp.get(f"{OF_PROFILE}/<code>")
@policy(is_signed_in)
def one(public_id: str, code: str) -> str:
    """Show one claim with everything that can be done about it."""
    profile = profile_for(public_id, policies.may_state)
    return _page(profile, _definition(profile, code))


@bp.post(f"{OF_PROFILE}/<code>/pledge")
@policy(is_signed_in)
def sign(public_id: str, code: str) -> ResponseReturnValue:
    """Sign the pledge."""
    profile = profile_for(public_id, policies.may_sign)
    definition = _definition(profile, code)
    form = pledge_form(definition, {}, typed=True)
    return _kept(
        profile, definition, "pledge", form, lambda: services.sign(profile, code, me(), language(), form.data)
    )


@bp.post(f"{OF_PROFILE}/<code>/number")
@policy(is_signed_in)
def state_number(public_id: str, code: str) -> ResponseReturnValue:
    """State a registration number."""
    profile = profile_for(public_id, policies.may_state)
    definition = _definition(profile, code)
    form = _number_form(profile, definition, typed=True)
    return _kept(
        profile,
        definition,
        "number",
        form,
        lambda: services.state_number(
            profile, code, me(), form.scheme.data, form.number.data, form.body.data or ""
        ),
    )


@bp.post(f"{OF_PROFILE}/<code>/document")
@policy(is_signed_in)
def hand_in(public_id: str, code: str) -> ResponseReturnValue:
    """Hand in a document; it is checked and cleaned before the store is touched."""
    profile = profile_for(public_id, policies.may_state)
    definition, form = _definition(profile, code), ProofForm(prefix="proof-")
    limit("claims.document", str(me().id), "30 per hour")
    if not form.validate_on_submit():
        return _page(profile, definition, proof=form), 422
    upload = form.document.data
    db.session.rollback()  # cleaning takes a second, in which others want to write
    try:
        received = documents.receive(upload.stream)
    except PinError as refusal:
        form.document.refuse(refusal)
        return _page(profile, definition, proof=form), 422
    name, day = upload.filename or "", form.last_day.data
    return _kept(
        profile,
        definition,
        "proof",
        form,
        lambda: services.hand_in(profile, code, me(), received, name, day),
        lambda: throw_away(received),
    )


@bp.post(f"{OF_PROFILE}/<code>/proofs/<int(max=2147483647):number>/take-back")
@policy(is_signed_in)
def take_back(public_id: str, code: str, number: int) -> ResponseReturnValue:
    """Take back a document that waits."""
    profile = profile_for(public_id, policies.may_state)
    proof = queries.proof(number)
    if proof is None or proof.claim.profile_id != profile.id or proof.claim.code != code:
        abort(404)
    services.take_back(proof, me())
    db.session.commit()
    flash(_("The document is deleted."), "success")
    return _back(profile, code)


@bp.post(f"{OF_PROFILE}/<code>/withdraw")
@policy(is_signed_in)
def withdraw(public_id: str, code: str) -> ResponseReturnValue:
    """Withdraw a claim."""
    profile = profile_for(public_id, policies.may_sign)
    _definition(profile, code)
    claim = next((found for found in queries.claims_of(profile) if found.code == code), None)
    services.withdraw(claim or abort(404), me())
    db.session.commit()
    flash(_("The claim is withdrawn. Its documents are deleted."), "success")
    return _back(profile, code)


@bp.post(f"{OF_PROFILE}/<code>/consent")
@policy(is_signed_in)
def consent(public_id: str, code: str) -> ResponseReturnValue:
    """Agree that what is said about unions is kept and shown."""
    profile = profile_for(public_id, policies.may_consent)
    if not _definition(profile, code).special:
        abort(404)
    give_consent(me(), policies.UNION_CONSENT, language=language(), way="claims")
    db.session.commit()
    flash(_("Your consent is noted. You can withdraw it under “My account”."), "success")
    return _back(profile, code)


def _kept(
    profile: Profile,
    definition: Definition,
    which: str,
    form: Any,
    keep: Callable[[], Any],
    undo: Callable[[], None] = lambda: None,
) -> ResponseReturnValue:
    """Do what was asked when the form is complete, else show it again with what was typed."""
    if not form.validate_on_submit():
        return _page(profile, definition, **{which: form}), 422
    try:
        keep()
    except PinError as refusal:
        db.session.rollback()
        undo()
        form.form_errors.append(str(refusal))
        return _page(profile, definition, **{which: form}), 422
    db.session.commit()
    flash(_("Noted, with today’s date."), "success")
    return _back(profile, definition.code)


def _page(profile: Profile, definition: Definition, **forms: Form) -> str:
    rungs = queries.rungs_of_many([profile.id]).get(profile.id, [])
    rung = next((rung for rung in rungs if rung.claim.code == definition.code), None)
    allowed = not definition.special or policies.has_union_consent(profile)
    return render_template(
        "claims/one.html",
        profile=profile,
        definition=definition,
        rung=rung,
        allowed=allowed,
        consent_text=PURPOSES[policies.UNION_CONSENT].text,
        may_sign=policies.may_sign(me(), profile),
        may_consent=policies.may_consent(me(), profile),
        proofs=queries.all_proofs_of(rung.claim) if rung else (),
        **{
            "pledge": pledge_form(definition, rung.said if rung else {}),
            "number": _number_form(profile, definition),
            "proof": ProofForm(prefix="proof-", formdata=None),
        }
        | forms,
    )


def _number_form(profile: Profile, definition: Definition, typed: bool = False) -> NumberForm:
    return NumberForm.of(definition.schemes_in(profile.country), identifiers_of(profile), typed)


def _definition(profile: Profile, code: str) -> Definition:
    definition = CLAIMS.get(code)
    if definition is None or not definition.is_for(profile.kind, profile.country, profile.sectors):
        abort(404)
    return definition


def _back(profile: Profile, code: str) -> Response:
    return redirect(url_for("claims.one", public_id=profile.public_id, code=code))
