"""What staff do with claims: see a document, note a confirmation, put under review and end that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.claims import guards, queries
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.models import Claim, Proof
from pin_app.claims.services.noting import changed, note
from pin_app.claims.services.stating import replace, until
from pin_app.db import db, hold, now
from pin_app.documents import services as documents
from pin_app.errors import PinError
from pin_app.mail.services import path_to, queue
from pin_app.profiles.models import Profile
from pin_app.profiles.policies import may_act_for

SOURCE_KINDS = ("third_party", "trade_union")


def see(proof: Proof, by: User, last_day: date | None, words: str = "") -> None:
    """Note that a document was seen: by whom, when, and until when it counts."""
    _guard(by, proof.claim.profile)
    claim = _held(proof)
    day = guards.last_day(last_day) or proof.valid_until or until(CLAIMS[claim.code], Level.DOCUMENT)
    replace(claim, Level.DOCUMENT)
    proof.state, proof.valid_until, proof.note = "standing", day, guards.text(words, wanted=False)
    proof.checked_at, proof.checked_by_id = now(), by.id
    note(claim, "seen", by, Level.DOCUMENT)
    record("claim.document_seen", claim, actor=by, claim=claim.code, until=day)
    changed(claim)


def refuse(proof: Proof, by: User, reason: str) -> None:
    """Refuse a document with a reason that the firm reads; its file is deleted."""
    _guard(by, proof.claim.profile)
    claim = _held(proof)
    proof.note = guards.text(reason)
    proof.state, proof.checked_at, proof.checked_by_id = "refused", now(), by.id
    if proof.document is not None:
        documents.delete(proof.document, by)
        proof.document_id = None
    note(claim, "refused", by, Level.DOCUMENT, proof.note)
    record("claim.document_refused", claim, actor=by, claim=claim.code)
    changed(claim)


def confirm(claim: Claim, by: User, kind: str, source: str, last_day: date | None = None) -> Proof:
    """Note that a third party or a trade union has confirmed a claim; the same again changes nothing."""
    _guard(by, claim.profile)
    hold(claim)
    if kind not in SOURCE_KINDS or Level.CONFIRMED not in CLAIMS[claim.code].levels:
        raise PinError("claim.not_this_way")
    named = guards.line(source)
    day = guards.last_day(last_day) or until(CLAIMS[claim.code], Level.CONFIRMED)
    for old in queries.proofs_of(claim, Level.CONFIRMED, "standing"):
        if (old.source_kind, old.source, old.valid_until) == (kind, named, day):
            return old
    replace(claim, Level.CONFIRMED)
    proof = Proof(
        claim_id=claim.id, level=Level.CONFIRMED, source_kind=kind, source=named, valid_until=day,
        by_id=by.id, checked_by_id=by.id, checked_at=now(),
    )  # fmt: skip
    db.session.add(proof)
    claim.withdrawn_at = None
    note(claim, "confirmed", by, Level.CONFIRMED)
    record("claim.confirmed", claim, actor=by, claim=claim.code, kind=kind)
    changed(claim)
    return proof


def put_under_review(claims: Sequence[Claim], by: User, reason: str) -> list[Claim]:
    """Put claims of one firm under review: others see X at once, the firm is told without the reason."""
    words, found = guards.text(reason), []
    for claim in claims:
        _guard(by, claim.profile)
        hold(claim)
        if claim.review_since is None:
            claim.review_since, claim.review_reason = now(), words
            note(claim, "review", by, Level.X, words)
            record("claim.review_begun", claim, actor=by, claim=claim.code)
            changed(claim)
            found.append(claim)
    if found:
        _tell_owner(found)
    return found


def end_review(claim: Claim, by: User, reason: str) -> None:
    """End a review with a reason: the level is again what its proofs say."""
    _guard(by, claim.profile)
    hold(claim)
    if claim.review_since is None:
        raise PinError("claim.not_under_review")
    words = guards.text(reason)
    claim.review_since, claim.review_reason = None, ""
    note(claim, "review_ended", by, words=words)
    record("claim.review_ended", claim, actor=by, claim=claim.code)
    changed(claim)


def _guard(by: User, profile: Profile) -> None:
    if not is_staff(by):
        raise PinError("claim.not_staff")
    if may_act_for(by, profile):
        raise PinError("claim.own_firm")


def _held(proof: Proof) -> Claim:
    hold(proof.claim)
    hold(proof)
    if proof.state != "waiting":
        raise PinError("claim.not_waiting")
    return proof.claim


def _tell_owner(claims: list[Claim]) -> None:
    profile = claims[0].profile
    if profile.owner is not None:
        queue(
            "claims_under_review",
            to=profile.owner.typed_email,
            language=profile.owner.language,
            profile=profile.name,
            claims=[claim.code for claim in claims],
            link=path_to("claims.mine", public_id=profile.public_id),
        )
