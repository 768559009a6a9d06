"""What a firm states: a pledge, a number, a document, and taking it back."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.claims import guards, numbers, policies, queries
from pin_app.claims.catalogue import CLAIMS, Definition, Level
from pin_app.claims.models import Claim, Proof
from pin_app.claims.pledges import PLEDGES
from pin_app.claims.services.noting import changed, note
from pin_app.db import db, hold, now
from pin_app.documents import services as documents
from pin_app.documents.filing import Received, throw_away
from pin_app.errors import PinError
from pin_app.profiles.models import Profile

OPEN = ("waiting", "standing")


def sign(profile: Profile, code: str, by: User, language: str, given: Mapping[str, Any]) -> Proof:
    """Sign the pledge of a claim as it reads today; signed twice on one day, it is signed once."""
    claim, definition = claim_for(profile, code, Level.PLEDGE)
    pledge, facts = PLEDGES[code], guards.facts(definition, given)
    for old in queries.proofs_of(claim, Level.PLEDGE, "standing"):
        same = (old.text_version, old.facts) == (pledge.version, facts)
        if same and old.stated_at.date() == now().date():
            return old
    proof = Proof(
        level=Level.PLEDGE,
        text=pledge.in_language(language),
        text_version=pledge.version,
        text_language=language,
        facts=facts,
        valid_until=until(definition, Level.PLEDGE),
    )
    return _state(claim, proof, by)


def state_number(profile: Profile, code: str, by: User, scheme: str, number: str, body: str = "") -> Proof:
    """State a registration number with its issuing body, checked for form; the same again changes nothing."""
    claim, definition = claim_for(profile, code, Level.NUMBER)
    if scheme not in definition.schemes_in(profile.country):
        raise PinError("profile.unknown_scheme")
    value = numbers.check(scheme, number)
    source = guards.issuer(body) if scheme in numbers.BODY_IS_ASKED else ""
    for old in queries.proofs_of(claim, Level.NUMBER, "standing"):
        same = (old.scheme, old.number, old.source) == (scheme, value, source)
        if same and old.stated_at.date() == now().date():
            return old
    proof = Proof(
        level=Level.NUMBER,
        scheme=scheme,
        number=value,
        source=source,
        valid_until=until(definition, Level.NUMBER),
    )
    return _state(claim, proof, by)


def hand_in(
    profile: Profile, code: str, by: User, received: Received, filename: str, last_day: date | None = None
) -> Proof:
    """Hand in a document, which counts once staff have seen it; the same file again changes nothing."""
    claim, _definition = claim_for(profile, code, Level.DOCUMENT)
    day = guards.last_day(last_day)
    for old in queries.proofs_of(claim, Level.DOCUMENT, *OPEN):
        if old.document is not None and old.document.digest == received.digest:
            throw_away(received)
            return old
    proof = Proof(claim_id=claim.id, level=Level.DOCUMENT, state="waiting", valid_until=day, by_id=by.id)
    db.session.add(proof)
    db.session.flush()
    proof.document = documents.keep(received, filename, by, policies.PROOF, proof)
    claim.withdrawn_at = None
    note(claim, "document", by, Level.DOCUMENT)
    changed(claim)
    return proof


def take_back(proof: Proof, by: User) -> None:
    """Take back a document that nobody has checked yet."""
    hold(proof)
    if proof.state != "waiting":
        raise PinError("claim.not_waiting")
    _end(proof, "withdrawn", by)
    note(proof.claim, "taken_back", by, Level(proof.level))
    changed(proof.claim)


def withdraw(claim: Claim, by: User) -> None:
    """Withdraw a claim: its proofs end, its documents are deleted, and others see that it is withdrawn."""
    hold(claim)
    if claim.withdrawn_at is not None:
        return
    for proof in queries.all_proofs_of(claim):
        if proof.state in OPEN:
            _end(proof, "withdrawn", by)
    claim.withdrawn_at = now()
    note(claim, "withdrawn", by)
    record("claim.withdrawn", claim, actor=by, claim=claim.code)
    changed(claim)


def claim_for(profile: Profile, code: str, level: Level) -> tuple[Claim, Definition]:
    """Return a firm's claim, made where there is none yet; refuses what such a firm cannot state."""
    definition = CLAIMS.get(code)
    if definition is None or not definition.is_for(profile.kind, profile.country, profile.sectors):
        raise PinError("claim.not_for_you")
    if level not in definition.levels:
        raise PinError("claim.not_this_way")
    hold(profile)
    if definition.special and not policies.has_union_consent(profile):
        raise PinError("claim.needs_consent")
    claim = queries.claim_of(profile, code)
    if claim is None:
        claim = Claim(profile_id=profile.id, code=code)
        db.session.add(claim)
        db.session.flush()
    return claim, definition


def until(definition: Definition, level: Level) -> date:
    """Return the last day on which what is proved today counts by itself."""
    today, months = now().date(), definition.months[level]
    year, month = divmod(today.month - 1 + months, 12)
    last = calendar.monthrange(today.year + year, month + 1)[1]
    return date(today.year + year, month + 1, min(today.day, last))


def replace(claim: Claim, level: Level) -> None:
    """Let what stood at a level make room for what is proved now."""
    for old in queries.proofs_of(claim, level, "standing"):
        old.state = "replaced"


def _state(claim: Claim, proof: Proof, by: User) -> Proof:
    replace(claim, Level(proof.level))
    proof.claim_id, proof.by_id = claim.id, by.id
    claim.withdrawn_at = None
    db.session.add(proof)
    what = "pledge" if proof.level == Level.PLEDGE else "number"
    note(claim, what, by, Level(proof.level))
    record(f"claim.{what}", claim, actor=by, claim=claim.code, scheme=proof.scheme)
    changed(claim)
    return proof


def _end(proof: Proof, state: str, by: User) -> None:
    proof.state = state
    if proof.document is not None:
        documents.delete(proof.document, by)
        proof.document_id = None
