"""What must go: union matters when their consent ends, old files; and the reminders before proofs end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pin_app.accounts.models import User
from pin_app.accounts.queries import has_consented
from pin_app.accounts.signals import consent_changed
from pin_app.audit.services import record
from pin_app.claims import policies, queries
from pin_app.claims.models import Claim, Proof
from pin_app.claims.services.answering import forget_union_answers
from pin_app.claims.signals import claims_changed
from pin_app.db import db, now
from pin_app.documents import services as documents
from pin_app.mail.services import path_to, queue
from pin_app.profiles.queries import owned_by
from pin_app.site import fact, state

TOLD = "claims.told"  # the site fact that says until which day this has been done
REMIND_BEFORE = timedelta(days=30)
KEEP_FILES = timedelta(days=365)


def remind_of_ends() -> int:
    """Tell owners once which proofs end within a month; returns how many proofs."""
    today = now().date()
    ending = queries.ending(today, today + REMIND_BEFORE)
    by_profile: dict[int, list[Proof]] = {}
    for proof in ending:
        proof.reminded_at = now()
        by_profile.setdefault(proof.claim.profile_id, []).append(proof)
    for proofs in by_profile.values():
        _remind(proofs)
    db.session.flush()
    return len(ending)


def tell_of_ended() -> int:
    """Tell the rooms above, once, of firms whose proofs have ended since the last time; returns how many."""
    today, told = now().date(), fact(TOLD)
    since = date.fromisoformat(told) if told else today - timedelta(days=7)
    if since == today:
        return 0
    firms = queries.firms_with_ended(since, today)
    for profile_id in firms:
        claims_changed.send(Claim, profile_id=profile_id)
    state(TOLD, today.isoformat())
    return len(firms)


def delete_old_files() -> int:
    """Delete files of proofs that have not counted for a year."""
    old = queries.with_old_files(now() - KEEP_FILES)
    for proof in old:
        if proof.document is not None:
            documents.delete(proof.document, None)
            proof.document_id = None
    db.session.flush()
    return len(old)


def forget_union(owner: User) -> None:
    """Delete what a person's firms said about unions, because the consent for it is withdrawn."""
    for profile in owned_by(owner):
        forget_union_answers(profile)
    for claim in queries.union_claims_of(owner):
        for proof in queries.all_proofs_of(claim):
            if proof.document is not None:
                documents.delete(proof.document, owner)
        record("claim.forgotten", claim, actor=owner, claim=claim.code)
        profile_id = claim.profile_id
        db.session.delete(claim)
        db.session.flush()
        claims_changed.send(Claim, profile_id=profile_id)


@consent_changed.connect
def _hear_consent(_sender: Any, user: User, **_more: Any) -> None:
    if not has_consented(user, policies.UNION_CONSENT):
        forget_union(user)


def _remind(proofs: list[Proof]) -> None:
    profile = proofs[0].claim.profile
    if profile.owner is not None:
        queue(
            "claims_expiring",
            to=profile.owner.typed_email,
            language=profile.owner.language,
            profile=profile.name,
            claims=[(proof.claim.code, proof.valid_until) for proof in proofs],
            link=path_to("claims.mine", public_id=profile.public_id),
        )
